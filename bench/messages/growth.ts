import { type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

/**
 * What a table keeps, by the first part of its keys: names and values of the attributes, as DynamoDB counts them but for the
 * few bytes of numbers and its own 100 of each item.
 */
export async function bytesByKind(client: DynamoDBDocumentClient, tableName: string) {
  const found = new Map<string, number>();
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: tableName, ...(start && { ExclusiveStartKey: start }) }),
    );
    for (const item of Items) {
      const [kind = ""] = String(item.pk).split("#");
      found.set(kind, (found.get(kind) ?? 0) + bytesOf(item));
    }
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return { sum: (...kinds: readonly string[]) => kinds.reduce((sum, kind) => sum + (found.get(kind) ?? 0), 0) };
}

function bytesOf(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + bytesOf(one), 3);
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).reduce((sum, [name, one]) => sum + Buffer.byteLength(name) + bytesOf(one), 0);
  }
  return typeof value === "number" ? 8 : 1;
}
