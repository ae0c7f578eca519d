import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import { keys } from "./activity-items.ts";
import { type CalendarFeedStore, StoredFeed } from "./calendar-feed.ts";

/** A feed stands twice: under the hash by which it is read, and with its owner. */
export function dynamodbCalendarFeedStore(client: DynamoDBDocumentClient, tableName: string): CalendarFeedStore {
  const keysOf = ({ hash, accountId, feedId }: StoredFeed) => [keys.feed(hash), keys.ownFeed(accountId, feedId)];
  return {
    async findByHash(hash) {
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.feed(hash) }));
      return StoredFeed.optional().parse(Item);
    },
    async listOf(accountId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": keys.ownFeed(accountId, "").pk },
          ConsistentRead: true,
        }),
      );
      return StoredFeed.array().parse(Items);
    },
    async insert(feed) {
      // Listed first: what answers can always be revoked.
      for (const key of keysOf(feed).reverse()) {
        await client.send(new PutCommand({ TableName: tableName, Item: { ...key, ...feed } }));
      }
    },
    async remove(feed) {
      // Unreadable first: a cut-off step leaves an entry that can be revoked again.
      for (const Key of keysOf(feed)) await client.send(new DeleteCommand({ TableName: tableName, Key }));
    },
  };
}
