import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

export type QueueMessage = Omit<SendMessageBatchRequestEntry, "Id">;
export type SendToQueue = (queueUrl: string, message: QueueMessage) => Promise<void>;

interface Waiting {
  readonly message: QueueMessage;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/** SQS takes ten messages in one call, and 256 KB; half of it leaves room for attributes. */
const maximumMessages = 10;
const maximumBytes = 128 * 1024;

/**
 * Sends to queues; what is sent to one queue in the same turn travels in one call, as a burst of events would on AWS cost
 * EventBridge one call as well. Each message succeeds or fails by itself.
 */
export function createQueueSender(client: Pick<SQSClient, "send">): SendToQueue {
  const waiting = new Map<string, Waiting[]>();

  const flush = (queueUrl: string) => {
    const all = waiting.get(queueUrl) ?? [];
    waiting.delete(queueUrl);
    for (const batch of inBatches(all)) {
      sendBatch(client, queueUrl, batch).catch((error: Error) => {
        for (const { failed } of batch) failed(error);
      });
    }
  };

  return (queueUrl, message) =>
    new Promise((done, failed) => {
      const before = waiting.get(queueUrl);
      if (before === undefined) setImmediate(() => flush(queueUrl));
      waiting.set(queueUrl, [...(before ?? []), { message, done, failed }]);
    });
}

function inBatches(all: readonly Waiting[]): Waiting[][] {
  const batches: Waiting[][] = [];
  let bytes = 0;
  for (const one of all) {
    const size = Buffer.byteLength(one.message.MessageBody ?? "");
    const last = batches.at(-1);
    if (last !== undefined && last.length < maximumMessages && bytes + size <= maximumBytes) {
      last.push(one);
      bytes += size;
    } else {
      batches.push([one]);
      bytes = size;
    }
  }
  return batches;
}

async function sendBatch(client: Pick<SQSClient, "send">, QueueUrl: string, batch: readonly Waiting[]): Promise<void> {
  const [first, ...others] = batch;
  if (first !== undefined && others.length === 0) {
    await client.send(new SendMessageCommand({ QueueUrl, ...first.message }));
    first.done();
    return;
  }
  const Entries = batch.map(({ message }, index) => ({ Id: String(index), ...message }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const failures = new Map(Failed.map((failure) => [failure.Id, failure]));
  for (const [index, { done, failed }] of batch.entries()) {
    const failure = failures.get(String(index));
    if (failure === undefined) done();
    else failed(Object.assign(new Error(failure.Message ?? failure.Code), { name: failure.Code }));
  }
}
