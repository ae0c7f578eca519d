import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Call } from "./recorded-calls.ts";

const operations = {
  BatchGetItem: (client: DynamoDBClient, input: BatchGetItemCommandInput) =>
    client.send(new BatchGetItemCommand(input)),
  GetItem: (client: DynamoDBClient, input: GetItemCommandInput) => client.send(new GetItemCommand(input)),
  PutItem: (client: DynamoDBClient, input: PutItemCommandInput) => client.send(new PutItemCommand(input)),
  Query: (client: DynamoDBClient, input: QueryCommandInput) => client.send(new QueryCommand(input)),
  TransactWriteItems: (client: DynamoDBClient, input: TransactWriteItemsCommandInput) =>
    client.send(new TransactWriteItemsCommand(input)),
  UpdateItem: (client: DynamoDBClient, input: UpdateItemCommandInput) => client.send(new UpdateItemCommand(input)),
} as const;

/** Makes recorded calls again with the client alone: same items, same conditions, same order. */
export function bareClient(endpoint: string) {
  const client = new DynamoDBClient({ endpoint, maxAttempts: 1 });
  const send = async ({ operation, input }: Call) => {
    const again = operations[operation as keyof typeof operations];
    if (again === undefined) throw new Error(`bench/warm/bare-calls.ts does not know ${operation}`);
    // The input is what the client itself wrote for this very operation.
    await again(client, input as never);
  };
  return {
    async repeat(waves: readonly (readonly Call[])[]): Promise<void> {
      for (const wave of waves) await Promise.all(wave.map(send));
    },
    close: () => client.destroy(),
  };
}
