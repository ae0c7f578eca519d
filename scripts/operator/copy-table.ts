import { BatchWriteCommand, type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Item } from "./backfill.ts";

/** DynamoDB takes 25 puts in one call. */
const itemsAtOnce = 25;

/**
 * Brings the items of a restored table into the empty one of an installation. Facts of former writes stay behind: the relay
 * would put them on the bus a second time, and people would be told again of what they know. Units: half a read for 4 KB,
 * one write for 1 KB.
 */
export async function copyTable(
  client: DynamoDBDocumentClient,
  { from, to, isTo }: { readonly from: string; readonly to: string; readonly isTo: "empty" | "begun" },
  onPage: (copied: number) => void,
): Promise<number> {
  if (isTo === "empty") await refuseUsed(client, to);
  let copied = 0;
  let position: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: from, Limit: itemsAtOnce, ...(position && { ExclusiveStartKey: position }) }),
    );
    const items = (page.Items ?? []).map(({ events: _, ...item }) => item);
    if (items.length > 0) await put(client, to, items);
    copied += items.length;
    position = page.LastEvaluatedKey;
    onPage(copied);
  } while (position !== undefined);
  return copied;
}

async function refuseUsed(client: DynamoDBDocumentClient, TableName: string): Promise<void> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, Limit: 1 }));
  if (Items.length > 0)
    throw new Error(`${TableName} is not empty: items of a living installation would be overwritten`);
}

async function put(client: DynamoDBDocumentClient, table: string, items: readonly Item[]): Promise<void> {
  let requests = items.map((item) => ({ PutRequest: { Item: { ...item } } }));
  while (requests.length > 0) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    // What DynamoDB had no room for comes again.
    requests = (UnprocessedItems?.[table] ?? []) as typeof requests;
  }
}
