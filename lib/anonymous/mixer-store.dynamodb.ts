import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { StoredWeek, weeksPartition } from "./directory.ts";
import { mailboxKeys } from "./mailbox-keys.ts";
import type { MixerStore, Pooled } from "./mixer-store.ts";
import { poolPartition, poolShards } from "./pool.ts";

interface Tables {
  readonly pool: string;
  readonly mailbox: string;
  readonly directory: string;
}

const binary = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes));
const PooledItem = z.object({ pk: z.string(), sk: z.string(), outer: binary });
const ReleaseItem = z.object({
  day: z.string(),
  commits: z.array(z.string()),
  weeks: z.record(z.string(), z.number()),
  isComplete: z.boolean(),
});

/** Messages are written one by one: an item of 66 KB leaves no room for batches of the size that a batch may have. */
export function dynamodbMixerStore(client: DynamoDBDocumentClient, tables: Tables): MixerStore {
  const queryAll = async (TableName: string, pk: string): Promise<unknown[]> => {
    const items: unknown[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
          ConsistentRead: true,
          ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
        }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return items;
  };
  const put = (Item: object) => client.send(new PutCommand({ TableName: tables.mailbox, Item: { ...Item } }));

  const removeBatch = async (batch: readonly Pooled[]): Promise<void> => {
    let left = batch.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
    while (left.length > 0) {
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [tables.pool]: left } }));
      left = (UnprocessedItems?.[tables.pool] ?? []) as typeof left;
    }
  };

  return {
    listWeeks: async () => z.array(StoredWeek).parse(await queryAll(tables.directory, weeksPartition)),

    async listPooled(week) {
      const shards = Array.from({ length: poolShards }, (_, shard) => poolPartition(week, shard));
      const found = await Promise.all(shards.map((partition) => queryAll(tables.pool, partition)));
      return z.array(PooledItem).parse(found.flat());
    },

    async removePooled(pooled) {
      for (let from = 0; from < pooled.length; from += 25) await removeBatch(pooled.slice(from, from + 25));
    },

    listReleases: async (campaignId) =>
      z.array(ReleaseItem).parse(await queryAll(tables.mailbox, mailboxKeys.release(campaignId, "").pk)),

    async saveRelease(campaignId, release) {
      await put({ ...mailboxKeys.release(campaignId, release.day), ...release });
    },

    async findHeldSince(campaignId) {
      const Key = mailboxKeys.held(campaignId);
      const { Item } = await client.send(new GetCommand({ TableName: tables.mailbox, Key, ConsistentRead: true }));
      return z.object({ day: z.string() }).optional().parse(Item)?.day;
    },

    async saveHeldSince(campaignId, day) {
      const Key = mailboxKeys.held(campaignId);
      if (day !== undefined) await put({ ...Key, day });
      else await client.send(new DeleteCommand({ TableName: tables.mailbox, Key }));
    },

    async deliver(campaignId, day, messages) {
      for (const { commit, inner, epoch } of messages) {
        await put({ ...mailboxKeys.message(campaignId, { day, commit }), day, epoch, inner });
      }
    },

    async listReplies(campaignId) {
      const items = await queryAll(tables.mailbox, mailboxKeys.reply(campaignId, "").pk);
      return z
        .array(z.object({ sealed: z.string() }))
        .parse(items)
        .map(({ sealed }) => sealed);
    },
  };
}
