import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { sqsBatches } from "../../lib/message/batches.sqs.ts";
import { sqsDeadLetters } from "../../lib/message/dead-letters.sqs.ts";
import { redriveDeadLetters } from "../../lib/message/dead-letters.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { operatorCommand } from "../../lib/runtime/operator-command.ts";
import { queuesIn } from "../send-deliveries/queues-in.ts";
import { environment } from "./environment.ts";

const names = readEnvironment(environment);
const client = new SQSClient({ maxAttempts: 3 });
const { sendAgain } = sqsBatches(client, queuesIn(names));

export const handler = operatorCommand(
  z.strictObject({}),
  redriveDeadLetters({ letters: sqsDeadLetters(client, names.DEAD_LETTER_QUEUE), send: sendAgain }),
);
