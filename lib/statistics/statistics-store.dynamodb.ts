import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { addTo, countOnce, differenceOf } from "./counts.ts";
import type { CountKey } from "./dimensions.ts";
import { holderChanges, holdersIn } from "./holders.dynamodb.ts";
import { RebuildPosition } from "./rebuild-position.ts";
import {
  groups,
  keys,
  OrganizationItem,
  PersonItem,
  passedOnItem,
  readCounters,
  readPassedOn,
  readStanding,
  standingItem,
} from "./statistics-items.ts";
import type { Counts, Slice, SliceQuery, StandingChange, StatisticsStore } from "./statistics-store.ts";
import { statisticsTable } from "./table.ts";

const Day = z.object({ day: z.string() });
const Comparison = z.object({ position: RebuildPosition.nullable() });
const Changing = z.object({ personId: z.string() });
const { indexes } = statisticsTable;

/** The store of counters in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbStatisticsStore(client: DynamoDBDocumentClient, tableName: string): StatisticsStore {
  const get = async (Key: Record<string, string>, options: { ConsistentRead: boolean }): Promise<unknown> =>
    (await client.send(new GetCommand({ TableName: tableName, Key, ...options }))).Item;
  /** One partition of an index in the order of its sort key, which also says where to go on. */
  const query = async <Item>(
    indexName: keyof typeof indexes,
    partition: string,
    { limit, from, startAt, read }: SliceQuery & { startAt?: string | undefined; read: (item: unknown) => Item },
  ): Promise<Slice<Item>> => {
    const { partitionKey, sortKey } = indexes[indexName];
    const bound = from ?? startAt;
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: indexName,
        Limit: limit,
        KeyConditionExpression: `#partition = :partition${bound === undefined ? "" : ` AND #sort ${from === null ? ">=" : ">"} :bound`}`,
        ExpressionAttributeNames: { "#partition": partitionKey, ...(bound !== undefined && { "#sort": sortKey }) },
        ExpressionAttributeValues: { ":partition": partition, ...(bound !== undefined && { ":bound": bound }) },
      }),
    );
    const next = LastEvaluatedKey?.[sortKey];
    return { items: Items.map(read), next: typeof next === "string" ? next : null };
  };
  const isCommitted = (items: TransactItem[]) => tryCommit(client, items);

  return {
    async findStandings(personIds) {
      const items = await batchGet(client, { tableName, keys: personIds.map(keys.standing), isConsistent: true });
      return new Map(items.map(readStanding).map((standing) => [standing.personId, standing]));
    },

    async saveStandings(changes) {
      const markers = changes.map(
        ({ before, after }): TransactItem => ({
          Put: {
            TableName: tableName,
            Item: standingItem(after, (before?.revision ?? 0) + 1),
            ...onlyAfter(before?.revision),
          },
        }),
      );
      return await isCommitted([...markers, ...additions(tableName, differencesByPlace(changes))]);
    },

    async findCounts(organizationId) {
      return readCounters(await get(keys.counts(organizationId), { ConsistentRead: true }));
    },

    async findPassedOn(organizationId) {
      return readPassedOn(await get(keys.passedOn(organizationId), { ConsistentRead: true }));
    },

    async savePassedOn(before, after) {
      const marker: TransactItem = {
        Put: {
          TableName: tableName,
          Item: passedOnItem(after, (before?.revision ?? 0) + 1),
          ...onlyAfter(before?.revision),
        },
      };
      const places = new Map<string, Map<CountKey, number>>();
      if (before !== undefined) add(places, before.parentId, before.counts, -1);
      add(places, after.parentId, after.counts, 1);
      return await isCommitted([marker, ...additions(tableName, places), ...holderChanges(tableName, before, after)]);
    },

    async correctCounts(organizationId, before, counts) {
      const difference = differenceOf(before.counts, counts);
      const [addition] = additions(tableName, new Map([[organizationId, difference]]));
      if (addition?.Update === undefined) return true;
      const condition =
        before.revision === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : { ConditionExpression: "#revision = :revision" };
      const values = { ...addition.Update.ExpressionAttributeValues };
      if (before.revision > 0) values[":revision"] = before.revision;
      return await isCommitted([{ Update: { ...addition.Update, ...condition, ExpressionAttributeValues: values } }]);
    },

    async readCounts(organizationId) {
      return readCounters(await get(keys.counts(organizationId), { ConsistentRead: false })).counts;
    },

    async listPeople(organizationId, slice) {
      const read = (item: unknown) => PersonItem.parse(item);
      return await query("byGroup", groups.people(organizationId), { ...slice, read });
    },

    async listBelow(organizationId, slice) {
      const read = (item: unknown) => OrganizationItem.parse(item);
      return await query("byGroup", groups.below(organizationId), { ...slice, read });
    },

    ...holdersIn(client, tableName, isCommitted),

    async listChangingOn(day, slice) {
      return await query("byDay", day, { ...slice, read: (item) => Changing.parse(item).personId });
    },

    async findDay() {
      return Day.optional().parse(await get(keys.day, { ConsistentRead: false }))?.day;
    },

    async saveDay(day) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...keys.day, day } }));
    },

    async findComparison() {
      return Comparison.optional().parse(await get(keys.comparison, { ConsistentRead: true }))?.position ?? undefined;
    },

    async saveComparison(position) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...keys.comparison, position } }));
    },
  };
}

function onlyAfter(revision: number | undefined) {
  return revision === undefined
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : {
        ConditionExpression: "#revision = :revision",
        ExpressionAttributeNames: { "#revision": "revision" },
        ExpressionAttributeValues: { ":revision": revision },
      };
}

function add(places: Map<string, Map<CountKey, number>>, organizationId: string, counts: Counts, sign: 1 | -1): void {
  places.set(organizationId, addTo(places.get(organizationId) ?? new Map(), counts, sign));
}

function differencesByPlace(changes: readonly StandingChange[]): ReadonlyMap<string, Counts> {
  const places = new Map<string, Map<CountKey, number>>();
  for (const { before, after } of changes) {
    if (before !== undefined) add(places, before.organizationId, countOnce(before.keys), -1);
    add(places, after.organizationId, countOnce(after.keys), 1);
  }
  return places;
}

/** A transaction may name an item once only, so each place comes with the sum of all its differences. */
function additions(tableName: string, places: ReadonlyMap<string, Counts>): TransactItem[] {
  return [...places].flatMap(([organizationId, counts]): TransactItem[] => {
    const changes = [...counts].filter(([, by]) => by !== 0);
    if (changes.length === 0) return [];
    return [
      {
        Update: {
          TableName: tableName,
          Key: keys.counts(organizationId),
          UpdateExpression: `ADD #revision :one, ${changes.map((_, index) => `#k${index} :k${index}`).join(", ")}`,
          ExpressionAttributeNames: {
            "#revision": "revision",
            ...Object.fromEntries(changes.map(([key], index) => [`#k${index}`, key])),
          },
          ExpressionAttributeValues: {
            ":one": 1,
            ...Object.fromEntries(changes.map(([, by], index) => [`:k${index}`, by])),
          },
        },
      },
    ];
  });
}

async function tryCommit(client: DynamoDBDocumentClient, items: TransactItem[]): Promise<boolean> {
  try {
    await commit(client, items);
    return true;
  } catch (error) {
    if (error instanceof ConditionsFailed) return false;
    throw error;
  }
}
