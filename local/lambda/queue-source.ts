import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { queueUrlOf } from "../events/queue-url.ts";
import type { AwsAccess, Credentials } from "../ports.ts";

/** The queue as a mapping uses it: with the credentials of the function's role, so that its permissions are really needed. */
export interface QueueSource {
  receive(maximum: number, waitSeconds: number): Promise<Message[]>;
  remove(receiptHandles: readonly string[]): Promise<void>;
  /** Nothing visible, in flight or delayed. */
  isEmpty(): Promise<boolean>;
  close(): void;
}

/** SQS gives and deletes at most ten messages a call. */
const callSize = 10;

export function openQueueSource(access: AwsAccess, queueArn: string, credentials: Credentials): QueueSource {
  const client = { endpoint: access.endpoint, region: access.region, useQueueUrlAsEndpoint: false };
  const asFunction = new SQSClient({ ...client, credentials });
  const asOperator = new SQSClient({ ...client, credentials: access.operator });
  const QueueUrl = queueUrlOf(access.endpoint, queueArn);
  const stop = new AbortController();
  return {
    async receive(maximum, waitSeconds) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(maximum, callSize),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      });
      return (await asFunction.send(command, { abortSignal: stop.signal })).Messages ?? [];
    },
    async remove(receiptHandles) {
      for (let start = 0; start < receiptHandles.length; start += callSize) {
        const handles = receiptHandles.slice(start, start + callSize);
        const Entries = handles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
        await asFunction.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      }
    },
    async isEmpty() {
      const AttributeNames = counters;
      const { Attributes } = await asOperator.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return counters.every((name) => Number(Attributes?.[name] ?? 0) === 0);
    },
    close() {
      stop.abort();
      asFunction.destroy();
      asOperator.destroy();
    },
  };
}

const counters: (
  | "ApproximateNumberOfMessages"
  | "ApproximateNumberOfMessagesNotVisible"
  | "ApproximateNumberOfMessagesDelayed"
)[] = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"];
