import { queueUrlOf } from "../events/queue-url.ts";
import type { AwsAccess, Credentials } from "../ports.ts";

/** A message as SQS gives it, binary values in base64. */
export interface QueueMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** The queue as a mapping uses it: with the credentials of the function's role, so that its permissions are really needed. */
export interface QueueSource {
  receive(maximum: number, waitSeconds: number): Promise<QueueMessage[]>;
  remove(receiptHandles: readonly string[]): Promise<void>;
  /** Nothing visible, in flight or delayed. */
  isEmpty(): Promise<boolean>;
  close(): void;
}

/** SQS gives and deletes at most ten messages a call. */
const callSize = 10;

const counters = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

export function openQueueSource(access: AwsAccess, queueArn: string, credentials: Credentials): QueueSource {
  const QueueUrl = queueUrlOf(access.endpoint, queueArn);
  const stop = new AbortController();
  const call = <Answer>(as: Credentials, operation: string, input: object, signal?: AbortSignal) =>
    access.call<Answer>(as, {
      service: "sqs",
      target: `AmazonSQS.${operation}`,
      input: { QueueUrl, ...input },
      ...(signal !== undefined && { signal }),
    });
  return {
    async receive(maximum, waitSeconds) {
      const input = {
        MaxNumberOfMessages: Math.min(maximum, callSize),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      };
      const answer = await call<{ Messages?: QueueMessage[] }>(credentials, "ReceiveMessage", input, stop.signal);
      return answer.Messages ?? [];
    },
    async remove(receiptHandles) {
      for (let start = 0; start < receiptHandles.length; start += callSize) {
        const handles = receiptHandles.slice(start, start + callSize);
        const Entries = handles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
        await call(credentials, "DeleteMessageBatch", { Entries });
      }
    },
    async isEmpty() {
      const answer = await call<{ Attributes?: Partial<Record<(typeof counters)[number], string>> }>(
        access.operator,
        "GetQueueAttributes",
        { AttributeNames: counters },
      );
      return counters.every((name) => Number(answer.Attributes?.[name] ?? 0) === 0);
    },
    close: () => stop.abort(),
  };
}
