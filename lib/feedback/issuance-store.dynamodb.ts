import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ConditionsFailed, commit } from "../runtime/dynamodb.ts";
import type { Issuance, IssuanceStore } from "./issuance-store.ts";

/** A whole campus fetches its tokens on one morning; one counter takes some hundred writes a second. */
const countShards = 32;

type Who = Pick<Issuance, "accountId" | "campaignId" | "epoch">;
const keys = {
  batch: ({ campaignId, epoch, accountId }: Who) => ({ pk: `ISSUED#${campaignId}#${epoch}#${accountId}`, sk: "BATCH" }),
  count: (campaignId: string, epoch: string, shard: number) => ({
    pk: `COUNT#${campaignId}#${epoch}#${shard}`,
    sk: "COUNT",
  }),
};

export function dynamodbIssuanceStore(client: DynamoDBDocumentClient, tableName: string): IssuanceStore {
  const get = async (Key: object): Promise<unknown> =>
    (await client.send(new GetCommand({ TableName: tableName, Key: { ...Key }, ConsistentRead: true }))).Item;
  return {
    findBatch: async (who) =>
      z
        .object({ batchHash: z.string() })
        .optional()
        .parse(await get(keys.batch(who)))?.batchHash,

    async record({ tokens, batchHash, expiresAt, ...who }) {
      const shard = (createHash("sha256").update(who.accountId).digest()[0] ?? 0) % countShards;
      try {
        await commit(client, [
          {
            Put: {
              TableName: tableName,
              Item: { ...keys.batch(who), batchHash, expiresAt },
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
          {
            Update: {
              TableName: tableName,
              Key: keys.count(who.campaignId, who.epoch, shard),
              UpdateExpression: "ADD tokens :tokens SET expiresAt = :expiresAt",
              ExpressionAttributeValues: { ":tokens": tokens, ":expiresAt": expiresAt },
            },
          },
        ]);
        return true;
      } catch (error) {
        if (error instanceof ConditionsFailed) return false;
        throw error;
      }
    },

    async countIssued(campaignId, epoch) {
      const shards = Array.from({ length: countShards }, (_, shard) => get(keys.count(campaignId, epoch, shard)));
      const counts = z.array(z.object({ tokens: z.number() }).optional()).parse(await Promise.all(shards));
      return counts.reduce((sum, count) => sum + (count?.tokens ?? 0), 0);
    },
  };
}
