import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { type DigestStore, digestParts } from "./digest-store.ts";

const partOf = (recipientId: string) => (createHash("sha256").update(recipientId).digest()[0] ?? 0) % digestParts;
const partition = (day: string, part: number) => `DIGEST#${day}#${part}`;

const Stored = z.object({ recipientId: z.string(), messageId: z.string() });
const keptSeconds = 7 * 24 * 60 * 60;

/** Beside the deliveries; everything of one person stands together. */
export function dynamodbDigestStore(client: DynamoDBDocumentClient, tableName: string): DigestStore {
  const query = async (values: Record<string, unknown>, condition: string, start?: Record<string, unknown>) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: values,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    return { items: Items.map((item) => Stored.parse(item)), next: LastEvaluatedKey };
  };
  return {
    async collect(day, recipientId, messageId) {
      const key = { pk: partition(day, partOf(recipientId)), sk: `${recipientId}#${messageId}` };
      const expiresAt = Date.parse(day) / 1000 + keptSeconds;
      await client.send(new PutCommand({ TableName: tableName, Item: { ...key, recipientId, messageId, expiresAt } }));
    },

    async listCollected(day, recipientId) {
      const values = { ":pk": partition(day, partOf(recipientId)), ":mine": `${recipientId}#` };
      const { items } = await query(values, "pk = :pk AND begins_with(sk, :mine)");
      return items.map(({ messageId }) => messageId);
    },

    async *listRecipients(day, part) {
      let start: Record<string, unknown> | undefined;
      let last = "";
      do {
        const { items, next } = await query({ ":pk": partition(day, part) }, "pk = :pk", start);
        for (const { recipientId } of items) {
          if (recipientId === last) continue;
          last = recipientId;
          yield recipientId;
        }
        start = next;
      } while (start !== undefined);
    },
  };
}
