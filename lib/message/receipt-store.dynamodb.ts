import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { queryPages } from "../runtime/query-all.ts";
import { keys } from "./message-items.ts";
import { type Counts, emptyTally, type Passing, type ReceiptStore, type Tally } from "./receipt-store.ts";

const StoredReading = z.object({
  messageId: z.string(),
  recipientId: z.string(),
  organizationId: z.string(),
  readAt: z.string(),
  confirmedAt: z.string().nullable(),
});
const Cursor = z.object({ upTo: z.string() });
const number = z.int().default(0);

/** Numbers are attributes of their own, because DynamoDB adds to nothing deeper. */
const StoredTally = z
  .object({
    ownRead: number,
    ownConfirmed: number,
    belowRead: number,
    belowConfirmed: number,
    passedRead: number,
    passedConfirmed: number,
    passedTo: z.string().optional(),
    revision: z.int(),
  })
  .transform(
    (item): Tally => ({
      own: { read: item.ownRead, confirmed: item.ownConfirmed },
      below: { read: item.belowRead, confirmed: item.belowConfirmed },
      passedOn:
        item.passedTo === undefined
          ? null
          : { read: item.passedRead, confirmed: item.passedConfirmed, parentId: item.passedTo },
      revision: item.revision,
    }),
  );
const TallyOf = z.object({ pk: z.string() });

/** Receipts of messages and their tallies, see `table.ts`. */
export function dynamodbReceiptStore(client: DynamoDBDocumentClient, tableName: string): ReceiptStore {
  const get = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }))).Item;
  const isCommitted = async (items: TransactItem[]): Promise<boolean> => {
    try {
      await commit(client, items);
      return true;
    } catch (error) {
      if (error instanceof ConditionsFailed) return false;
      throw error;
    }
  };
  const confirmation = (Key: Record<string, string>, confirmedAt: string | null): TransactItem => ({
    Update: {
      TableName: tableName,
      Key,
      UpdateExpression: "SET confirmedAt = :at",
      ConditionExpression: "attribute_type(confirmedAt, :none)",
      ExpressionAttributeValues: { ":at": confirmedAt, ":none": "NULL" },
    },
  });

  return {
    async findReading(messageId, recipientId) {
      return StoredReading.optional().parse(await get(keys.reading(recipientId, messageId)));
    },

    async listReadings(recipientId, from, to) {
      const { pk, sk } = keys.reading(recipientId, from);
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
          ExpressionAttributeValues: { ":pk": pk, ":from": sk, ":to": keys.reading(recipientId, to).sk },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => StoredReading.parse(item));
    },

    async findReadings(messageId, recipientIds) {
      const wanted = recipientIds.map((recipientId) => keys.reading(recipientId, messageId));
      const found = await batchGet(client, { tableName, keys: wanted, isConsistent: true });
      return new Map(found.map((item) => StoredReading.parse(item)).map((reading) => [reading.recipientId, reading]));
    },

    async begin(reading) {
      const { messageId, recipientId, organizationId } = reading;
      const put = (key: object): TransactItem => ({
        Put: { TableName: tableName, Item: { ...key, ...reading }, ConditionExpression: "attribute_not_exists(pk)" },
      });
      return await isCommitted([
        put(keys.reading(recipientId, messageId)),
        put(keys.receipt(messageId, organizationId, recipientId)),
      ]);
    },

    async confirm({ messageId, recipientId, organizationId, confirmedAt }) {
      await isCommitted([
        confirmation(keys.reading(recipientId, messageId), confirmedAt),
        confirmation(keys.receipt(messageId, organizationId, recipientId), confirmedAt),
      ]);
    },

    async findCursor(recipientId) {
      return Cursor.optional().parse(await get(keys.cursor(recipientId)))?.upTo;
    },

    async saveCursor(recipientId, upTo) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...keys.cursor(recipientId), upTo } }));
    },

    async beginNudge(messageId, organizationId, day) {
      return await isCommitted([
        {
          Put: {
            TableName: tableName,
            Item: { ...keys.nudge(messageId, organizationId), day },
            ConditionExpression: "attribute_not_exists(pk) OR #day < :day",
            ExpressionAttributeNames: { "#day": "day" },
            ExpressionAttributeValues: { ":day": day },
          },
        },
      ]);
    },

    async countReaders(messageId, organizationId) {
      const counts = { read: 0, confirmed: 0 };
      const pages = queryPages(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": keys.readers(messageId, organizationId) },
        ProjectionExpression: "confirmedAt",
        ConsistentRead: true,
      });
      for await (const items of pages) {
        counts.read += items.length;
        counts.confirmed += items.filter(({ confirmedAt }) => typeof confirmedAt === "string").length;
      }
      return counts;
    },

    async findTally(messageId, organizationId) {
      return StoredTally.optional().parse(await get(keys.tally(messageId, organizationId))) ?? emptyTally;
    },

    async findTallies(messageId, organizationIds) {
      const wanted = organizationIds.map((id) => keys.tally(messageId, id));
      const found = await batchGet(client, { tableName, keys: wanted, isConsistent: false });
      const idOf = (item: unknown) => TallyOf.parse(item).pk.split("#")[2] ?? "";
      return new Map(found.map((item) => [idOf(item), StoredTally.parse(item)]));
    },

    async saveOwn(messageId, organizationId, before, own) {
      return await isCommitted([
        changeTally(tableName, keys.tally(messageId, organizationId), before, {
          ownRead: own.read,
          ownConfirmed: own.confirmed,
        }),
      ]);
    },

    async pass(messageId, passings) {
      const tallyOf = (organizationId: string) => keys.tally(messageId, organizationId);
      const children = passings.map(({ organizationId, before, passedOn }) =>
        changeTally(tableName, tallyOf(organizationId), before, {
          passedRead: passedOn.read,
          passedConfirmed: passedOn.confirmed,
          passedTo: passedOn.parentId,
        }),
      );
      const additions = [...differencesOf(passings)].map(([parentId, { read, confirmed }]) => ({
        Update: {
          TableName: tableName,
          Key: tallyOf(parentId),
          UpdateExpression: "ADD belowRead :read, belowConfirmed :confirmed, revision :one",
          ExpressionAttributeValues: { ":read": read, ":confirmed": confirmed, ":one": 1 },
        },
      }));
      return await isCommitted([...children, ...additions]);
    },

    async tellMilestone(messageId, name, fact) {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.milestone(messageId, name),
          // The first telling stays, so that the relay sees its fact once.
          UpdateExpression: "SET events = if_not_exists(events, :events)",
          ExpressionAttributeValues: { ":events": [fact] },
        }),
      );
    },
  };
}

function changeTally(
  tableName: string,
  Key: Record<string, string>,
  before: Tally,
  set: Readonly<Record<string, number | string>>,
): TransactItem {
  const isNew = before.revision === 0;
  return {
    Update: {
      TableName: tableName,
      Key,
      UpdateExpression: `SET ${Object.keys(set).map((name) => `${name} = :${name}`)} ADD revision :one`,
      ConditionExpression: isNew ? "attribute_not_exists(pk)" : "revision = :revision",
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
        ":one": 1,
        ...(!isNew && { ":revision": before.revision }),
      },
    },
  };
}

/** What each superior gets more or less. A transaction may name an item once only. */
function differencesOf(passings: readonly Passing[]): ReadonlyMap<string, Counts> {
  const sums = new Map<string, Counts>();
  const add = (parentId: string, counts: Counts, sign: 1 | -1) => {
    const { read, confirmed } = sums.get(parentId) ?? { read: 0, confirmed: 0 };
    sums.set(parentId, { read: read + sign * counts.read, confirmed: confirmed + sign * counts.confirmed });
  };
  for (const { before, passedOn } of passings) {
    if (before.passedOn !== null) add(before.passedOn.parentId, before.passedOn, -1);
    add(passedOn.parentId, passedOn, 1);
  }
  return sums;
}
