import { dynamodbIssuanceStore } from "../../lib/feedback/issuance-store.dynamodb.ts";
import { sweepFeedback } from "../../lib/feedback/sweep-feedback.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { keyKeeping } from "../keep-feedback/key-keeping.ts";
import { environment } from "./environment.ts";

const settings = readEnvironment(environment);
const client = createDocumentClient();
const issuance = dynamodbIssuanceStore(client, settings.ISSUANCE_TABLE);

export const handler = scheduledJob(
  "sweep-feedback",
  sweepFeedback({ ...keyKeeping(client, settings), issuance, newCorrelationId: randomId }),
  () => new Date(),
);
