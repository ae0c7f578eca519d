import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import { ActivityCard, ActivityVersion, StoredActivity } from "./activity.ts";
import { itemOf, keys, listedItemOf, otherPlacesOf, versionPrefix } from "./activity-items.ts";
import type { ActivityQuery, ActivityStore, Consequences } from "./activity-store.ts";
import { decisionUpdate } from "./attendance-store.dynamodb.ts";
import { activityTable } from "./table.ts";

const { byPlace } = activityTable.indexes;
const CardItem = z.object({ card: ActivityCard });
const VersionItem = z.object({ former: ActivityVersion });

/** The store of activities in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbActivityStore(client: DynamoDBDocumentClient, tableName: string): ActivityStore {
  const listing = (after: StoredActivity, before?: StoredActivity): TransactItem[] => {
    const places = otherPlacesOf(after);
    const gone = before === undefined ? [] : otherPlacesOf(before).filter((place) => !places.includes(place));
    return [
      ...places.map((place) => ({ Put: { TableName: tableName, Item: listedItemOf(after, place) } })),
      ...gone.map((place) => ({ Delete: { TableName: tableName, Key: keys.listed(after.activityId, place) } })),
    ];
  };
  const consequenceItems = (activityId: string, consequences: Consequences): TransactItem[] => {
    const { former, decisions = [], receipt, answer } = consequences;
    const version =
      former === undefined
        ? []
        : [{ Put: { TableName: tableName, Item: { ...keys.version(activityId, former.version), former } } }];
    const decided = decisions.map((decision) => ({ Update: decisionUpdate(tableName, activityId, decision) }));
    return [...version, ...decided, ...receiptItems(tableName, receipt, answer)];
  };
  /** `false` when the condition on the activity itself, which is the first item, does not hold. */
  const write = async (items: TransactItem[]): Promise<boolean> => {
    try {
      await commit(client, items);
      return true;
    } catch (error) {
      if (error instanceof ConditionsFailed && error.positions.includes(0)) return false;
      throw error;
    }
  };

  return {
    async find(activityId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.activity(activityId), ConsistentRead: true }),
      );
      return StoredActivity.optional().parse(Item);
    },

    async insert(activity, consequences) {
      const put: TransactItem = {
        Put: {
          TableName: tableName,
          Item: { ...itemOf(activity), events: consequences.facts },
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      return await write([put, ...listing(activity), ...consequenceItems(activity.activityId, consequences)]);
    },

    async save(before, after, consequences) {
      const put: TransactItem = {
        Put: {
          TableName: tableName,
          Item: { ...itemOf(after), events: consequences.facts },
          ConditionExpression: "version = :former",
          ExpressionAttributeValues: { ":former": before.version },
        },
      };
      return await write([put, ...listing(after, before), ...consequenceItems(after.activityId, consequences)]);
    },

    async markFiled(activity) {
      const filed: StoredActivity = { ...activity, state: "filed" };
      const put: TransactItem = {
        Put: {
          TableName: tableName,
          Item: itemOf(filed),
          ConditionExpression: "version = :version AND #state = :confirmed",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":version": activity.version, ":confirmed": "confirmed" },
        },
      };
      return await write([put, ...listing(filed)]);
    },

    async list(query) {
      // DynamoDB refuses to be asked for a time that ends before it begins; nothing lies in it.
      if (query.from !== undefined && query.to !== undefined && query.from > query.to) {
        return { items: [], nextCursor: null };
      }
      const list = `activities:${JSON.stringify([query.place, query.from, query.to, query.isDescending])}`;
      const { Items = [], LastEvaluatedKey } = await fromCursor(list, query.cursor, (start) =>
        client.send(new QueryCommand({ TableName: tableName, ...conditionOf(query), ...start })),
      );
      return {
        items: Items.map((item) => CardItem.parse(item).card),
        nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey),
      };
    },

    async listVersions(activityId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :versions)",
          ExpressionAttributeValues: { ":pk": keys.activity(activityId).pk, ":versions": versionPrefix },
          ScanIndexForward: false,
        }),
      );
      return Items.map((item) => VersionItem.parse(item).former);
    },
  };
}

function conditionOf({ place, from = "0", to = "9", isDescending, limit }: ActivityQuery) {
  return {
    IndexName: "byPlace",
    KeyConditionExpression: "#place = :place AND #start BETWEEN :from AND :to",
    ExpressionAttributeNames: { "#place": byPlace.partitionKey, "#start": byPlace.sortKey },
    ExpressionAttributeValues: { ":place": place, ":from": from, ":to": to },
    ScanIndexForward: !isDescending,
    Limit: limit,
  };
}
