import { DatabaseSync } from "node:sqlite";
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type DynamoDbEngine, startDynamoDb } from "../../../../local/engines/dynamodb-engine.ts";
import { locateDynoxide } from "../../../../local/engines/locate-dynoxide.ts";
import { temporaryDirectory } from "../write-assembly.ts";

let directory: ReturnType<typeof temporaryDirectory>;
let engine: DynamoDbEngine;
let tables: DynamoDBClient | undefined;

beforeEach(async () => {
  directory = temporaryDirectory();
  await restart();
});

async function restart(): Promise<void> {
  tables?.destroy();
  engine = await startDynamoDb(directory.path, undefined);
  const credentials = { accessKeyId: "x", secretAccessKey: "x" };
  tables = new DynamoDBClient({ endpoint: engine.endpoint() ?? "", region: "cn-north-1", credentials });
}

afterEach(async () => {
  tables?.destroy();
  await engine.stop();
  directory.remove();
});

const client = (): DynamoDBClient => {
  if (tables === undefined) throw new Error("the engine is started before each test");
  return tables;
};
const put = (pk: string) => client().send(new PutItemCommand({ TableName: "facts", Item: { pk: { S: pk } } }));

const query = (sql: string): Record<string, unknown>[] => {
  const database = new DatabaseSync(`${directory.path}/dynamodb.sqlite`, { readOnly: true });
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
};

test("trims stream records that are passed and counts on from the last", async () => {
  await client().send(
    new CreateTableCommand({
      TableName: "facts",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  for (const pk of ["a", "b", "c"]) await put(pk);
  const kept = () => query("SELECT sequence_number AS n FROM _stream_records ORDER BY id").map(({ n }) => n);

  engine.trimStream("facts", "2");
  await engine.stop();
  expect(kept()).toEqual(["3"]);
  await restart();
  await put("d");
  engine.trimStream("facts", "4");
  await engine.stop();
  expect(kept()).toEqual(["4"]);
});

test("adds the index without which each write scans all stream records", () => {
  const sql = "SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'facts'";
  expect(JSON.stringify(query(`EXPLAIN QUERY PLAN ${sql}`))).toContain("stream_records_by_sequence");
});

test("says in one sentence what to do where there is no engine for the system", () => {
  vi.spyOn(process, "arch", "get").mockReturnValue("arm64");
  expect(locateDynoxide).toThrow(/^There is no DynamoDB engine for \w+-arm64 here: .*DYNAMODB_ENDPOINT/);
  vi.restoreAllMocks();
});

test("uses the server that the operator names instead of an engine of its own", async () => {
  const named = await startDynamoDb(directory.path, "http://127.0.0.1:8000");
  expect(named.endpoint()).toBe("http://127.0.0.1:8000");
  await named.stop();
});
