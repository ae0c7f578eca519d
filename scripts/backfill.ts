import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { backfill, type Change, type Item } from "./operator/backfill.ts";

/**
 * `npm run backfill -- --table NAME --change FILE [--from POSITION]`: the middle step of a change of a table's form, see
 * docs/operations/updates.md. FILE exports `change`. Account, region and endpoint come from the environment, as for the
 * AWS CLI.
 */
const { values } = parseArgs({
  options: { table: { type: "string" }, change: { type: "string" }, from: { type: "string" } },
});
if (values.table === undefined || values.change === undefined) {
  console.error("usage: npm run backfill -- --table NAME --change FILE [--from POSITION]");
  process.exit(2);
}
const { change } = (await import(resolve(values.change))) as { change: Change };
const from = values.from === undefined ? undefined : (JSON.parse(values.from) as Item);
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 10 }));
const { looked, changed } = await backfill(client, { tableName: values.table, change, from }, (progress) => {
  if (progress.position === undefined) return;
  console.log(
    `${progress.looked} looked at, ${progress.changed} changed; goes on from '${JSON.stringify(progress.position)}'`,
  );
});
console.log(`done: ${looked} looked at, ${changed} changed`);
