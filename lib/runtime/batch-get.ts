import { BatchGetCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** DynamoDB gives at most 100 items in one batch, and may give back some keys when there is too much to read. */
const batchSize = 100;

export interface BatchRead {
  readonly tableName: string;
  readonly keys: readonly object[];
  readonly isConsistent: boolean;
  /** Which attributes; all of them without it. */
  readonly projection?: {
    readonly ProjectionExpression: string;
    readonly ExpressionAttributeNames?: Record<string, string>;
  };
}

/** Reads items by their keys, in no order. Whatever is not there is left out. */
export async function batchGet(
  client: DynamoDBDocumentClient,
  { tableName, keys: wanted, isConsistent, projection }: BatchRead,
): Promise<unknown[]> {
  const found: unknown[] = [];
  let waiting = wanted.map((key): Record<string, unknown> => ({ ...key }));
  while (waiting.length > 0) {
    const request = { Keys: waiting.slice(0, batchSize), ConsistentRead: isConsistent, ...projection };
    const answer = await client.send(new BatchGetCommand({ RequestItems: { [tableName]: request } }));
    found.push(...(answer.Responses?.[tableName] ?? []));
    waiting = [...(answer.UnprocessedKeys?.[tableName]?.Keys ?? []), ...waiting.slice(batchSize)];
  }
  return found;
}
