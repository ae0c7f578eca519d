import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { queryAll } from "../runtime/query-all.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import {
  absenceKeysOf,
  digestPartText,
  dueOwnersOf,
  expiryOf,
  keys,
  StoredAbsence,
  StoredActivity,
  StoredBoard,
  StoredDigest,
  StoredDuty,
  StoredHead,
  StoredPlaces,
  StoredPolicy,
  StoredRelation,
  StoredReminder,
  sweepDayOf,
  sweepKeysOf,
  untoldKeysOf,
  untoldOf,
} from "./obligation-items.ts";
import type { Head, ObligationStore } from "./obligation-store.ts";
import { holdingVersion, itemsOf } from "./owner-change.dynamodb.ts";
import { obligationTable } from "./table.ts";

const { byDay, byAccount } = obligationTable.indexes;

export function dynamodbObligationStore(client: DynamoDBDocumentClient, tableName: string): ObligationStore {
  const query = (input: Omit<QueryCommandInput, "TableName">) => queryAll(client, { TableName: tableName, ...input });
  const below = (pk: string, prefix: string) =>
    query({
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
    });
  const since = (pk: string, from: string, to: string) =>
    query({
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: { ":pk": pk, ":from": from, ":to": to },
    });
  const isPut = async (put: PutCommand): Promise<boolean> => {
    try {
      await client.send(put);
      return true;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConditionalCheckFailedException") throw error;
      return false;
    }
  };
  /** What is there already is newer: the write is out of date. */
  const unlessOutdated = async (put: PutCommand): Promise<void> => {
    await isPut(put);
  };
  const find = async (key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }))).Item;

  return {
    async load(organizationId) {
      const items = await query({
        KeyConditionExpression: "pk = :pk AND sk < :reminders",
        ExpressionAttributeValues: { ":pk": keys.owner(organizationId), ":reminders": "REMINDER#" },
        ConsistentRead: true,
      });
      const named = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
      return {
        head: StoredHead.optional().parse(named("HEAD")[0]),
        activities: StoredActivity.array().parse(named("ACT#")),
        relations: StoredRelation.array().parse(named("RELATION#")),
        duties: StoredDuty.array().parse(named("DUTY#")),
      };
    },

    async begin(organizationId, nextDay) {
      const head: Head = { organizationId, version: 1, evaluatedOn: nextDay, nextDay };
      await unlessOutdated(
        new PutCommand({
          TableName: tableName,
          Item: { ...keys.head(organizationId), ...head, ...sweepKeysOf(head) },
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      );
    },

    async save(change) {
      try {
        await commit(client, itemsOf(tableName, change));
        return true;
      } catch (error) {
        if (error instanceof ConditionsFailed) return false;
        throw error;
      }
    },

    async listDuties(organizationId) {
      return StoredDuty.array().parse(await below(keys.owner(organizationId), "DUTY#"));
    },

    async findDuty(organizationId, dutyId) {
      return StoredDuty.optional().parse(await find(keys.duty(organizationId, dutyId)));
    },

    async listTasksOf(accountId) {
      const items = await query({
        IndexName: "byAccount",
        KeyConditionExpression: "#account = :account",
        ExpressionAttributeNames: { "#account": byAccount.partitionKey },
        ExpressionAttributeValues: { ":account": accountId },
      });
      return StoredDuty.array().parse(items);
    },

    async listReminders(organizationId, { from }) {
      const items = await since(keys.owner(organizationId), `REMINDER#${from}`, "REMINDER#~");
      return StoredReminder.array().parse(items);
    },

    async findPlaces(activityId) {
      return StoredPlaces.optional().parse(await find(keys.places(activityId)));
    },

    async savePlaces(places) {
      await unlessOutdated(
        new PutCommand({
          TableName: tableName,
          Item: { ...keys.places(places.activityId), ...places },
          ConditionExpression: "attribute_not_exists(pk) OR version <= :version",
          ExpressionAttributeValues: { ":version": places.version },
        }),
      );
    },

    async findAbsence(personId) {
      return StoredAbsence.optional().parse(await find(keys.absence(personId)));
    },

    async listClocked(personIds) {
      const wanted = personIds.map((personId) => keys.absence(personId));
      const found = await batchGet(client, { tableName, keys: wanted, isConsistent: false });
      return StoredAbsence.array()
        .parse(found)
        .map(({ personId }) => personId);
    },

    async saveAbsence(clock) {
      const put = new PutCommand({
        TableName: tableName,
        Item: { ...keys.absence(clock.personId), ...clock, ...absenceKeysOf(clock) },
        ...holdingVersion(clock.version === 1 ? undefined : clock.version - 1),
      });
      return await isPut(put);
    },

    async listDue(day, shard) {
      const items = await query({
        IndexName: "byDay",
        KeyConditionExpression: "#day = :day",
        ExpressionAttributeNames: { "#day": byDay.partitionKey },
        ExpressionAttributeValues: { ":day": sweepDayOf(day, shard) },
      });
      return dueOwnersOf(items);
    },

    async findSweptDay() {
      return z
        .object({ day: z.string() })
        .optional()
        .parse(await find(keys.swept))?.day;
    },

    async saveSweptDay(day) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...keys.swept, day } }));
    },

    async listBoards(year, { limit, cursor }) {
      const list = `boards:${year}`;
      const { Items = [], LastEvaluatedKey } = await fromCursor(list, cursor, (start) =>
        client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": `BOARD#${year}` },
            Limit: limit,
            ...start,
          }),
        ),
      );
      const nextCursor = LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey);
      return { items: StoredBoard.array().parse(Items), nextCursor };
    },

    async findBoards(year, organizationIds) {
      const wanted = organizationIds.map((id) => keys.board(year, id));
      return StoredBoard.array().parse(await batchGet(client, { tableName, keys: wanted, isConsistent: false }));
    },

    async findPolicy() {
      return StoredPolicy.optional().parse(await find(keys.policy));
    },

    async savePolicy(policy, facts, receipt) {
      const items: TransactItem[] = [
        {
          Put: {
            TableName: tableName,
            Item: { ...keys.policy, ...policy, events: facts },
            ...holdingVersion(policy.version === 1 ? undefined : policy.version - 1),
          },
        },
        ...receiptItems(tableName, receipt, policy),
      ];
      try {
        await commit(client, items);
        return true;
      } catch (error) {
        if (error instanceof ConditionsFailed) return false;
        throw error;
      }
    },

    async addToDigest({ accountId, day, isPushed, ...part }, facts) {
      const pushed = Object.entries(isPushed ? untoldKeysOf(accountId, day) : {});
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.digest(accountId, day),
          // The facts of the first one stay as they are, so that the relay sees them once.
          UpdateExpression: [
            "ADD parts :parts SET accountId = :account, #day = :day, expiresAt = :expires",
            "events = if_not_exists(events, :events)",
            ...pushed.map(([name]) => `${name} = :${name}`),
          ].join(", "),
          ExpressionAttributeNames: { "#day": "day" },
          ExpressionAttributeValues: {
            ":parts": new Set([digestPartText(part)]),
            ":account": accountId,
            ":day": day,
            ":expires": expiryOf(day),
            ":events": facts,
            ...Object.fromEntries(pushed.map(([name, value]) => [`:${name}`, value])),
          },
        }),
      );
    },

    async findDigest(accountId, day) {
      return StoredDigest.optional().parse(await find(keys.digest(accountId, day)));
    },

    async listUntold(day, shard) {
      const items = await query({
        IndexName: "byDay",
        KeyConditionExpression: "#day = :day",
        ExpressionAttributeNames: { "#day": byDay.partitionKey },
        ExpressionAttributeValues: { ":day": untoldOf(day, shard) },
      });
      return z
        .object({ [byDay.sortKey]: z.string() })
        .array()
        .parse(items)
        .map((item) => String(item[byDay.sortKey]));
    },

    async markTold(accountId, day) {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.digest(accountId, day),
          UpdateExpression: `REMOVE ${byDay.partitionKey}, ${byDay.sortKey}`,
        }),
      );
    },

    async listDigests(accountId, { from }) {
      const items = await since(`ACCOUNT#${accountId}`, `DIGEST#${from}`, "DIGEST#~");
      return StoredDigest.array().parse(items);
    },
  };
}
