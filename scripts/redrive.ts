import { parseArgs } from "node:util";
import { SQSClient } from "@aws-sdk/client-sqs";
import { moveMessages } from "./operator/move-messages.ts";

/**
 * `npm run redrive -- --from DEAD_LETTERS_URL --to QUEUE_URL`: sends dead letters back, when their cause is mended; see
 * docs/operations/runbook.md#dead-letters. Account, region and endpoint come from the environment, as for the AWS CLI.
 */
const { values } = parseArgs({ options: { from: { type: "string" }, to: { type: "string" } } });
if (values.from === undefined || values.to === undefined) {
  console.error("usage: npm run redrive -- --from DEAD_LETTERS_URL --to QUEUE_URL");
  process.exit(2);
}
const moved = await moveMessages(new SQSClient({ maxAttempts: 5 }), { from: values.from, to: values.to });
console.log(`${moved} moved`);
