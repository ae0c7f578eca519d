import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { genesisHash, type LedgerEntry, ledgerKinds } from "../feedback-protocol/ledger.ts";
import { ConditionsFailed, commit } from "../runtime/dynamodb.ts";
import { keys } from "./feedback-keys.ts";
import type { LedgerStore } from "./ledger-store.ts";

const Head = z.object({ sequence: z.number(), hash: z.string(), tallies: z.record(z.string(), z.number()) });
const Entry = z.object({
  sequence: z.number(),
  kind: z.enum(ledgerKinds),
  day: z.string(),
  ref: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  previousHash: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<LedgerEntry>;

const isNew = { ConditionExpression: "attribute_not_exists(pk)" };

export function dynamodbLedgerStore(client: DynamoDBDocumentClient, tableName: string): LedgerStore {
  return {
    async findHead(campaignId) {
      const Key = keys.ledgerHead(campaignId);
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
      return Head.optional().parse(Item) ?? { sequence: 0, hash: genesisHash, tallies: {} };
    },

    async append(campaignId, entry, { head, factId }) {
      const by = entry.kind === "accepted" ? Number(entry.data.count) : 1;
      const tallies = { ...head.tallies, [entry.kind]: (head.tallies[entry.kind] ?? 0) + by };
      const condition =
        head.sequence === 0
          ? isNew
          : {
              ConditionExpression: "#hash = :hash",
              ExpressionAttributeNames: { "#hash": "hash" },
              ExpressionAttributeValues: { ":hash": head.hash },
            };
      const put = (Item: object, parts: object) => ({ Put: { TableName: tableName, Item: { ...Item }, ...parts } });
      try {
        await commit(client, [
          put({ ...keys.ledgerFact(campaignId, factId) }, isNew),
          put({ ...keys.ledgerEntry(campaignId, entry.sequence), ...entry }, isNew),
          put({ ...keys.ledgerHead(campaignId), sequence: entry.sequence, hash: entry.hash, tallies }, condition),
        ]);
        return "done";
      } catch (error) {
        if (!(error instanceof ConditionsFailed)) throw error;
        return error.positions.includes(0) ? "known" : "head_moved";
      }
    },

    async list(campaignId, { after, limit }) {
      const { pk } = keys.ledgerHead(campaignId);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          ConsistentRead: true,
          TableName: tableName,
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
          ExpressionAttributeValues: {
            ":pk": pk,
            ":from": keys.ledgerEntry(campaignId, after + 1).sk,
            ":to": keys.ledgerEntry(campaignId, 99_999_999).sk,
          },
          Limit: limit,
        }),
      );
      return { entries: z.array(Entry).parse(Items), hasMore: LastEvaluatedKey !== undefined };
    },
  };
}
