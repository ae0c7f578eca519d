import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { sqsBatches } from "../../lib/message/batches.sqs.ts";
import { Batch } from "../../lib/message/delivery.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { operatorCommand } from "../../lib/runtime/operator-command.ts";
import { environment } from "./environment.ts";

const names = readEnvironment(environment);
const client = new SQSClient({ maxAttempts: 3 });
const { tryLater } = sqsBatches(client, {
  byChannel: { email: names.EMAIL_QUEUE, sms: names.SMS_QUEUE, wecom: names.WECOM_QUEUE },
  deadLetters: names.DEAD_LETTER_QUEUE,
});

/** Ten letters each; who has more calls again. */
const rounds = 20;

/** Sends dead letters of deliveries back to their channels; what cannot be read stays. A repeat sends nobody anything twice. */
export const handler = operatorCommand(z.strictObject({}), async () => {
  let sent = 0;
  let unreadable = 0;
  for (let round = 1; round <= rounds; round++) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: names.DEAD_LETTER_QUEUE, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) break;
    for (const { Body = "", ReceiptHandle } of Messages) {
      const batch = readBatch(Body);
      if (batch === undefined) {
        unreadable += 1;
        continue;
      }
      await tryLater({ ...batch, attempt: 0 }, 0);
      await client.send(new DeleteMessageCommand({ QueueUrl: names.DEAD_LETTER_QUEUE, ReceiptHandle }));
      sent += 1;
    }
  }
  return { sent, unreadable };
});

function readBatch(body: string): Batch | undefined {
  try {
    return Batch.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
