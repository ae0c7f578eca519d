import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { AppError } from "../shared/errors.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { TransactItem } from "./dynamodb.ts";

const keptSeconds = 24 * 60 * 60;

export function openReceipt(accountId: string, idempotencyKey: string, request: unknown, at: Date): Receipt {
  return {
    key: { pk: `RECEIPT#${accountId}#${idempotencyKey}`, sk: "RECEIPT" },
    requestHash: createHash("sha256").update(JSON.stringify(request)).digest("base64url"),
    expiresAt: Math.floor(at.getTime() / 1000) + keptSeconds,
  };
}

/** The item that a store adds to its transaction; nothing when the request carried no key. */
export function receiptItems(tableName: string, receipt: Receipt | undefined, answer: unknown): TransactItem[] {
  if (receipt === undefined) return [];
  return [
    {
      Put: {
        TableName: tableName,
        Item: { ...receipt.key, requestHash: receipt.requestHash, answer, expiresAt: receipt.expiresAt },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
  ];
}

/** The answer given before to the same request, or nothing; the same key with other content is refused. */
export async function findAnswer(
  client: DynamoDBDocumentClient,
  tableName: string,
  receipt: Receipt,
): Promise<{ answer: unknown } | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: receipt.key, ConsistentRead: true }));
  if (Item === undefined) return undefined;
  if (Item.requestHash !== receipt.requestHash) throw new AppError("idempotency_key_reused");
  return { answer: Item.answer };
}
