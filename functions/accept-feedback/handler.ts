import { acceptSubmission } from "../../lib/anonymous/accept-submission.ts";
import { answerAlike } from "../../lib/anonymous/answer-alike.ts";
import { dynamodbDropStore } from "../../lib/anonymous/drop-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const store = dynamodbDropStore(createDocumentClient(), {
  pool: tables.POOL_TABLE,
  spent: tables.SPENT_TABLE,
  directory: tables.DIRECTORY_TABLE,
});
const accept = acceptSubmission({ store, today: () => chinaDay(new Date()) });

const headers = { "content-type": "application/json", "cache-control": "no-store" };

/** Of the request only the body is looked at: address, browser and time are in the event and go no further. */
export const handler = async ({ body }: { readonly body?: string }) => {
  const outcome = await answerAlike(() => accept(Buffer.from(body ?? "", "base64")).catch(() => "failed" as const));
  const statusCode = { accepted: 202, refused: 409, failed: 503 }[outcome];
  return { statusCode, headers, body: "{}" };
};
