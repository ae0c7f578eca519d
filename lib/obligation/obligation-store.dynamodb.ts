import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { OrganizationActivityKind } from "../rules/facts/organization-facts.ts";
import { PolicyInput } from "../rules/policy.ts";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor } from "../shared/page.ts";
import { Duty } from "./duty.ts";
import { dutyStateNames } from "./duty-states.ts";
import { Ladder, recipientNames } from "./ladder.ts";
import { ladderStepNames } from "./ladder-steps.ts";
import { type Head, type ObligationStore, type OwnerChange, type StoredDuty, sweepShards } from "./obligation-store.ts";
import { obligationTable } from "./table.ts";

const keys = {
  owner: (organizationId: string) => `ORG#${organizationId}`,
  head: (organizationId: string) => ({ pk: keys.owner(organizationId), sk: "HEAD" }),
  activity: (organizationId: string, activityId: string) => ({
    pk: keys.owner(organizationId),
    sk: `ACT#${activityId}`,
  }),
  duty: (organizationId: string, dutyId: string) => ({ pk: keys.owner(organizationId), sk: `DUTY#${dutyId}` }),
  reminder: (organizationId: string, day: string) => ({ pk: keys.owner(organizationId), sk: `REMINDER#${day}` }),
  board: (year: number, organizationId: string) => ({ pk: `BOARD#${year}`, sk: organizationId }),
  places: (activityId: string) => ({ pk: `ACTIVITY#${activityId}`, sk: "PLACES" }),
  digest: (accountId: string, day: string) => ({ pk: `ACCOUNT#${accountId}`, sk: `DIGEST#${day}` }),
  policy: { pk: "SETTINGS", sk: "POLICY" },
  swept: { pk: "SETTINGS", sk: "SWEPT" },
};

const StoredHead = z.object({
  organizationId: z.string(),
  version: z.int().positive(),
  evaluatedOn: z.string(),
  nextDay: z.string().nullable(),
});
const StoredDutyItem = Duty.extend({ isDueAnnounced: z.boolean() });
const StoredActivity = z.object({
  activityId: z.string(),
  version: z.int().positive(),
  on: z.string(),
  duties: z.array(OrganizationActivityKind),
  groupId: z.string().nullable(),
});
const StoredReminder = z.object({
  organizationId: z.string(),
  day: z.string(),
  lines: z.array(z.object({ dutyId: z.string(), recipient: z.enum(recipientNames), step: z.enum(ladderStepNames) })),
  isWeekly: z.boolean(),
});
const StoredBoard = z.object({
  organizationId: z.string(),
  year: z.int(),
  cells: z.array(z.tuple([z.string(), z.string().nullable(), z.enum(dutyStateNames)])),
});
const StoredPlaces = z.object({
  activityId: z.string(),
  version: z.int().positive(),
  organizationIds: z.array(z.string()),
});
const StoredPolicy = z.object({
  version: z.int().positive(),
  policy: PolicyInput,
  judgedFrom: z.string().nullable(),
  ladders: z.array(z.object({ ruleId: z.string().nullable(), ladder: Ladder })),
});
const StoredDigest = z.object({
  accountId: z.string(),
  day: z.string(),
  organizationIds: z.union([z.set(z.string()), z.array(z.string())]).transform((ids) => [...ids].sort()),
});

/** Seconds after which digests and reminders are removed: two years, as long as a supervision looks back. */
const remindersKeptSeconds = 2 * 365 * 24 * 60 * 60;
const expiryOf = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / 1000) + remindersKeptSeconds;

const { byDay, byAccount } = obligationTable.indexes;

/** BatchGetItem takes so many keys. */
const keysAtOnce = 100;

export function dynamodbObligationStore(client: DynamoDBDocumentClient, tableName: string): ObligationStore {
  const queryAll = async (query: Omit<QueryCommandInput, "TableName">): Promise<Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = [];
    let start: QueryCommandInput["ExclusiveStartKey"];
    do {
      const answer = await client.send(new QueryCommand({ TableName: tableName, ...query, ExclusiveStartKey: start }));
      found.push(...(answer.Items ?? []));
      start = answer.LastEvaluatedKey;
    } while (start !== undefined);
    return found;
  };
  const below = (pk: string, prefix: string) =>
    queryAll({
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
    });
  const since = (pk: string, from: string, to: string) =>
    queryAll({
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: { ":pk": pk, ":from": from, ":to": to },
    });
  /** What is there already is newer: the write is out of date. */
  const unlessOutdated = async (put: PutCommand): Promise<void> => {
    try {
      await client.send(put);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConditionalCheckFailedException") throw error;
    }
  };
  const find = async (key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }))).Item;

  return {
    async load(organizationId) {
      const items = await queryAll({
        KeyConditionExpression: "pk = :pk AND sk < :reminders",
        ExpressionAttributeValues: { ":pk": keys.owner(organizationId), ":reminders": "REMINDER#" },
        ConsistentRead: true,
      });
      const named = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix));
      return {
        head: StoredHead.optional().parse(named("HEAD")[0]),
        activities: StoredActivity.array().parse(named("ACT#")),
        duties: StoredDutyItem.array().parse(named("DUTY#")),
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
      return StoredDutyItem.array().parse(await below(keys.owner(organizationId), "DUTY#"));
    },

    async findDuty(organizationId, dutyId) {
      return StoredDutyItem.optional().parse(await find(keys.duty(organizationId, dutyId)));
    },

    async listTasksOf(accountId) {
      const items = await queryAll({
        IndexName: "byAccount",
        KeyConditionExpression: "#account = :account",
        ExpressionAttributeNames: { "#account": byAccount.partitionKey },
        ExpressionAttributeValues: { ":account": accountId },
      });
      return StoredDutyItem.array().parse(items);
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

    async listDue(day, shard) {
      const items = await queryAll({
        IndexName: "byDay",
        KeyConditionExpression: "#day = :day",
        ExpressionAttributeNames: { "#day": byDay.partitionKey },
        ExpressionAttributeValues: { ":day": sweepDayOf(day, shard) },
      });
      return StoredHead.pick({ organizationId: true })
        .array()
        .parse(items)
        .map(({ organizationId }) => organizationId);
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
      const found: unknown[] = [];
      for (let start = 0; start < organizationIds.length; start += keysAtOnce) {
        let wanted = organizationIds.slice(start, start + keysAtOnce).map((id) => keys.board(year, id));
        while (wanted.length > 0) {
          const answer = await client.send(new BatchGetCommand({ RequestItems: { [tableName]: { Keys: wanted } } }));
          found.push(...(answer.Responses?.[tableName] ?? []));
          wanted = (answer.UnprocessedKeys?.[tableName]?.Keys ?? []) as typeof wanted;
        }
      }
      return StoredBoard.array().parse(found);
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

    async addToDigest({ accountId, day, organizationIds }, facts) {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.digest(accountId, day),
          // The facts of the first one stay as they are, so that the relay sees them once.
          UpdateExpression:
            "ADD organizationIds :ids SET accountId = :account, #day = :day, expiresAt = :expires, events = if_not_exists(events, :events)",
          ExpressionAttributeNames: { "#day": "day" },
          ExpressionAttributeValues: {
            ":ids": new Set(organizationIds),
            ":account": accountId,
            ":day": day,
            ":expires": expiryOf(day),
            ":events": facts,
          },
        }),
      );
    },

    async listDigests(accountId, { from }) {
      const items = await since(`ACCOUNT#${accountId}`, `DIGEST#${from}`, "DIGEST#~");
      return StoredDigest.array().parse(items);
    },
  };
}

function itemsOf(tableName: string, change: OwnerChange): TransactItem[] {
  const { organizationId, activity, reminder } = change;
  const put = (key: Record<string, string>, item: object): TransactItem => ({
    Put: { TableName: tableName, Item: { ...key, ...item } },
  });
  return [
    {
      Put: {
        TableName: tableName,
        Item: { ...keys.head(organizationId), ...change.head, ...sweepKeysOf(change.head) },
        ...holdingVersion(change.expectedVersion),
      },
    },
    ...(activity === undefined ? [] : [put(keys.activity(organizationId, activity.activityId), activity)]),
    ...change.duties.map(({ duty, facts }) =>
      put(keys.duty(organizationId, duty.dutyId), { ...duty, ...accountKeysOf(duty), events: facts }),
    ),
    ...change.boards.map((board) => put(keys.board(board.year, organizationId), board)),
    ...(reminder === undefined
      ? []
      : [
          put(keys.reminder(organizationId, reminder.reminder.day), {
            ...reminder.reminder,
            expiresAt: expiryOf(reminder.reminder.day),
            events: reminder.facts,
          }),
        ]),
    ...receiptItems(tableName, change.receipt, change.answer),
  ];
}

function holdingVersion(version: number | undefined) {
  return version === undefined
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : { ConditionExpression: "version = :expected", ExpressionAttributeValues: { ":expected": version } };
}

const sweepDayOf = (day: string, shard: number) => `${day}#${shard}`;

function sweepKeysOf({ organizationId, nextDay }: Head): Record<string, string> {
  if (nextDay === null) return {};
  return {
    [byDay.partitionKey]: sweepDayOf(nextDay, shardOf(organizationId)),
    [byDay.sortKey]: organizationId,
  };
}

/** Spreads the organisations evenly and always alike. */
function shardOf(organizationId: string): number {
  let sum = 0;
  for (const character of organizationId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % sweepShards;
}

/** Finished tasks leave the list of the person who was responsible. */
function accountKeysOf({ task, due, organizationId, dutyId, state }: StoredDuty): Record<string, string> {
  const accountId = task?.responsibleAccountId ?? null;
  if (accountId === null || !["open", "overdue", "submitted"].includes(state)) return {};
  return {
    [byAccount.partitionKey]: accountId,
    [byAccount.sortKey]: `${due ?? "9999"}#${organizationId}#${dutyId}`,
  };
}
