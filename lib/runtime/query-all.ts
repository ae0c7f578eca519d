import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";

/** Whatever a query finds, a page of at most 1 MB after the other. */
export async function* queryPages(
  client: DynamoDBDocumentClient,
  query: Omit<QueryCommandInput, "ExclusiveStartKey">,
): AsyncGenerator<Record<string, unknown>[]> {
  let start: QueryCommandInput["ExclusiveStartKey"];
  do {
    const from = start && { ExclusiveStartKey: start };
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ ...query, ...from }));
    yield Items;
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** All of it at once: for partitions that stay small. */
export async function queryAll(
  client: DynamoDBDocumentClient,
  query: Omit<QueryCommandInput, "ExclusiveStartKey">,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for await (const items of queryPages(client, query)) found.push(...items);
  return found;
}
