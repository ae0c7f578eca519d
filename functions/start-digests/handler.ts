import { SQSClient } from "@aws-sdk/client-sqs";
import { batchQueue } from "../../lib/message/batches.sqs.ts";
import { dynamodbDigestStore } from "../../lib/message/digest-store.dynamodb.ts";
import { startDigests } from "../../lib/message/start-digests.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { DELIVERY_TABLE, EMAIL_QUEUE } = readEnvironment(environment);

export const handler = scheduledJob(
  "start-digests",
  startDigests({
    digests: dynamodbDigestStore(createDocumentClient(), DELIVERY_TABLE),
    send: batchQueue(new SQSClient({ maxAttempts: 3 }), EMAIL_QUEUE),
  }),
  () => new Date(),
);
