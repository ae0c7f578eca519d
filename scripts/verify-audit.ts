import { parseArgs } from "node:util";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { s3AuditArchive } from "../lib/audit/audit-archive.s3.ts";
import { dynamodbAuditStore } from "../lib/audit/audit-store.dynamodb.ts";
import { verifyEverything } from "../lib/audit/compare-archive.ts";
import { lockDataDirectory } from "../local/engines/data-directory-lock.ts";
import { startDynamoDb } from "../local/engines/dynamodb-engine.ts";

/**
 * Recomputes the whole audit chain, outside of the product. `npm run verify-audit` reads the data of a local product that is
 * stopped; `-- --table NAME [--archive BUCKET]` a deployed table, with the credentials and the region of the environment, and
 * holds it to the locked copies. Exit code 1: it is broken.
 */
const { values } = parseArgs({
  options: {
    data: { type: "string", default: ".data" },
    table: { type: "string" },
    archive: { type: "string" },
  },
});

process.exitCode = values.table === undefined ? await verifyLocal(values.data) : await verifyDeployed(values.table);

async function verifyDeployed(tableName: string): Promise<number> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const archive = values.archive === undefined ? undefined : s3AuditArchive(new S3Client({}), values.archive);
  return await verify({ client, tableName, archive });
}

async function verifyLocal(directory: string): Promise<number> {
  const unlock = await lockDataDirectory(directory);
  const engine = await startDynamoDb(directory, undefined);
  const base = new DynamoDBClient({
    endpoint: engine.endpoint() ?? "",
    region: "cn-north-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  try {
    const { TableNames = [] } = await base.send(new ListTablesCommand({}));
    const tableName = TableNames.find((name) => name.includes("AuditTable"));
    if (tableName === undefined) throw new Error(`${directory} holds no audit table`);
    return await verify({ client: DynamoDBDocumentClient.from(base), tableName, archive: undefined });
  } finally {
    base.destroy();
    await engine.stop();
    unlock();
  }
}

async function verify(given: {
  client: DynamoDBDocumentClient;
  tableName: string;
  archive: ReturnType<typeof s3AuditArchive> | undefined;
}): Promise<number> {
  const { client, tableName, archive } = given;
  const report = await verifyEverything({ store: dynamodbAuditStore(client, tableName), archive })();
  const { verified, compared, brokenAt } = report;
  console.log(`${verified} entries fit, ${compared} are what was archived`);
  if (brokenAt === null) return 0;
  console.error(`broken at entry ${brokenAt}: docs/operations/runbook.md#audit-chain`);
  return 1;
}
