/** A message to send, as SQS takes it. */
export interface QueueMessage {
  readonly MessageBody: string;
  readonly MessageGroupId?: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
}

export type SendToQueue = (queueUrl: string, message: QueueMessage) => Promise<void>;

/** Calls SQS: SendMessage, SendMessageBatch. */
export type CallQueue = (operation: string, input: object) => Promise<SendAnswer>;

interface SendAnswer {
  readonly Failed?: readonly { readonly Id: string; readonly Code: string; readonly Message?: string }[];
}

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
export function createQueueSender(call: CallQueue): SendToQueue {
  const waiting = new Map<string, Waiting[]>();

  const flush = (queueUrl: string) => {
    const all = waiting.get(queueUrl) ?? [];
    waiting.delete(queueUrl);
    for (const batch of inBatches(all)) {
      sendBatch(call, queueUrl, batch).catch((error: Error) => {
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
    const size = Buffer.byteLength(one.message.MessageBody);
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

async function sendBatch(call: CallQueue, QueueUrl: string, batch: readonly Waiting[]): Promise<void> {
  const [first, ...others] = batch;
  if (first !== undefined && others.length === 0) {
    await call("SendMessage", { QueueUrl, ...first.message });
    first.done();
    return;
  }
  const Entries = batch.map(({ message }, index) => ({ Id: String(index), ...message }));
  const { Failed = [] } = await call("SendMessageBatch", { QueueUrl, Entries });
  const failures = new Map(Failed.map((failure) => [failure.Id, failure]));
  for (const [index, { done, failed }] of batch.entries()) {
    const failure = failures.get(String(index));
    if (failure === undefined) done();
    else failed(Object.assign(new Error(failure.Message ?? failure.Code), { name: failure.Code }));
  }
}
