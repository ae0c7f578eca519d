import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient, type KeySchemaElement } from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { projectionOf, type TableDefinition } from "../../lib/shared/table.ts";
import { startDynamoDb } from "../../local/engines/dynamodb-engine.ts";

export interface Engine {
  /** The client of the functions: it counts the units that its calls consume. */
  readonly client: DynamoDBDocumentClient;
  create(definition: TableDefinition): Promise<string>;
  stop(): Promise<void>;
}

const keySchema = (partitionKey: string, sortKey: string): KeySchemaElement[] => [
  { AttributeName: partitionKey, KeyType: "HASH" },
  { AttributeName: sortKey, KeyType: "RANGE" },
];

/** The engine of the embedded cloud alone, with data of its own. */
export async function startEngine(): Promise<Engine> {
  const directory = mkdtempSync(join(tmpdir(), "dangjian-bench-"));
  const engine = await startDynamoDb(directory, process.env.DYNAMODB_ENDPOINT);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint(),
    AWS_REGION: "cn-north-1",
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
  });
  const admin = new DynamoDBClient({});
  return {
    client: createDocumentClient(),
    async create({ context, indexes }) {
      const keys = Object.values(indexes).flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
      await admin.send(
        new CreateTableCommand({
          TableName: context,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: keySchema("pk", "sk"),
          AttributeDefinitions: [...new Set(["pk", "sk", ...keys])].map((AttributeName) => ({
            AttributeName,
            AttributeType: "S",
          })),
          ...(Object.keys(indexes).length > 0 && {
            GlobalSecondaryIndexes: Object.entries(indexes).map(
              ([IndexName, { partitionKey, sortKey, projected }]) => ({
                IndexName,
                KeySchema: keySchema(partitionKey, sortKey),
                Projection: projectionOf({ projected }),
              }),
            ),
          }),
        }),
      );
      return context;
    },
    async stop() {
      admin.destroy();
      await engine.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
