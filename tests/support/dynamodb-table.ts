import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { projectionOf, type TableDefinition } from "../../lib/shared/table.ts";
import { startDynamoDb } from "../../local/engines/dynamodb-engine.ts";

export interface TestTables {
  readonly client: DynamoDBDocumentClient;
  /** A new empty table of this definition; gives its name. */
  create(definition: TableDefinition): Promise<string>;
  stop(): Promise<void>;
}

const string = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
const keySchema = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: "HASH" as const },
  { AttributeName: sortKey, KeyType: "RANGE" as const },
];

/** The real engine with tables made from the definitions of the contexts, for the tests of their stores. */
export async function startTables(): Promise<TestTables> {
  const directory = mkdtempSync(join(tmpdir(), "dangjian-tables-"));
  const engine = await startDynamoDb(directory, process.env.DYNAMODB_ENDPOINT);
  const base = new DynamoDBClient({
    endpoint: engine.endpoint() ?? "",
    region: "cn-north-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  const client = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
  let made = 0;
  return {
    client,
    async create({ context, indexes }) {
      const TableName = `${context}-${process.pid}-${++made}`;
      const names = Object.values(indexes).flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
      await base.send(
        new CreateTableCommand({
          TableName,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: keySchema("pk", "sk"),
          AttributeDefinitions: [...new Set(["pk", "sk", ...names])].map(string),
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
      return TableName;
    },
    async stop() {
      base.destroy();
      await engine.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
