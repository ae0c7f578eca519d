import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { startDynamoDb } from "../../local/engines/dynamodb-engine.ts";
import { demoCampus } from "../../tests/support/demo-campus.ts";

/** Two engines with the same demo campus, so that each write can be made on both. */
export async function startTwins() {
  const campus = await demoCampus();
  const directories = ["one", "other"].map(() => mkdtempSync(join(tmpdir(), "dangjian-bench-")));
  for (const directory of directories) cpSync(campus, directory, { recursive: true });
  const engines = await Promise.all(directories.map((directory) => startDynamoDb(directory, undefined)));
  const [one = "", other = ""] = engines.map((engine) => engine.endpoint());
  Object.assign(process.env, {
    AWS_REGION: "cn-north-1",
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
    AWS_ENDPOINT_URL_DYNAMODB: one,
  });
  return {
    one,
    other,
    tables: await tablesAt(one),
    async stop() {
      await Promise.all(engines.map((engine) => engine.stop()));
      for (const directory of directories) rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function tablesAt(endpoint: string): Promise<readonly string[]> {
  const client = new DynamoDBClient({ endpoint });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  client.destroy();
  return TableNames;
}
