import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Batch, Channel } from "./delivery.ts";

/** The queue of each channel, and the dead letters of all. */
export interface QueueAddresses {
  readonly byChannel: Readonly<Record<Channel, string>>;
  readonly deadLetters: string;
}

/** What a sender puts back into its queue, or sets aside. */
export function sqsBatches(client: SQSClient, { byChannel, deadLetters }: QueueAddresses) {
  const send = async (QueueUrl: string, batch: Batch, DelaySeconds = 0) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(batch), DelaySeconds }));
  };
  return {
    tryLater: (batch: Batch, delaySeconds: number) => send(byChannel[batch.channel], batch, delaySeconds),
    giveUp: (batch: Batch) => send(deadLetters, batch),
  };
}
