import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { attachmentPrefix, keys } from "./activity-items.ts";
import { Attachment, type AttachmentStore } from "./attachment.ts";

const Item = z.object({ attachment: Attachment, removedAt: z.iso.datetime().optional() });

/** Some twenty entries of an activity: one read gives all. */
export function dynamodbAttachmentStore(client: DynamoDBDocumentClient, tableName: string): AttachmentStore {
  const put = async (activityId: string, attachment: Attachment, more: object) => {
    const key = keys.attachment(activityId, attachment.attachmentId);
    await client.send(new PutCommand({ TableName: tableName, Item: { ...key, attachment, ...more } }));
  };
  return {
    async list(activityId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :files)",
          ExpressionAttributeValues: { ":pk": keys.activity(activityId).pk, ":files": attachmentPrefix },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => Item.parse(item))
        .filter(({ removedAt }) => removedAt === undefined)
        .map(({ attachment }) => attachment)
        .sort((one, other) => one.addedAt.localeCompare(other.addedAt));
    },
    insert: (activityId, attachment, fact) => put(activityId, attachment, { events: [fact] }),
    remove: (activityId, attachment, removedAt, fact) => put(activityId, attachment, { removedAt, events: [fact] }),
  };
}
