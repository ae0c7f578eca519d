import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Batch, Channel } from "./delivery.ts";

/** The queue of each channel, and the dead letters of all. */
export interface QueueAddresses {
  readonly byChannel: Readonly<Record<Channel, string>>;
  readonly deadLetters: string;
}

/** Puts batches into one queue. */
export function batchQueue(client: SQSClient, QueueUrl: string) {
  return async (batch: Batch, DelaySeconds = 0): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(batch), DelaySeconds }));
  };
}

/** What a sender puts back into its queue, or sets aside. */
export function sqsBatches(client: SQSClient, { byChannel, deadLetters }: QueueAddresses) {
  return {
    tryLater: (batch: Batch, delaySeconds: number) => batchQueue(client, byChannel[batch.channel])(batch, delaySeconds),
    /** At once, as if it had never been tried. */
    sendAgain: (batch: Batch) => batchQueue(client, byChannel[batch.channel])({ ...batch, attempt: 0 }),
    giveUp: (batch: Batch) => batchQueue(client, deadLetters)(batch),
  };
}
