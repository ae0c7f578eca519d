import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { copyTable } from "./operator/copy-table.ts";

/**
 * `npm run copy-table -- --from RESTORED --to TABLE [--go-on]`: the last step of a restore, see docs/operations/data.md.
 * `--go-on` when a former run was cut off. Account, region and endpoint come from the environment, as for the AWS CLI.
 */
const { values } = parseArgs({
  options: { from: { type: "string" }, to: { type: "string" }, "go-on": { type: "boolean", default: false } },
});
if (values.from === undefined || values.to === undefined) {
  console.error("usage: npm run copy-table -- --from RESTORED --to TABLE [--go-on]");
  process.exit(2);
}
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 10 }));
const copied = await copyTable(
  client,
  { from: values.from, to: values.to, isTo: values["go-on"] ? "begun" : "empty" },
  (so) => process.stdout.write(`\r${so} items`),
);
console.log(`\n${copied} copied`);
