import type { MessagingEngine } from "../engines/messaging-engine.ts";
import type { Deployment } from "../ports.ts";
import { AwsError, jsonReply } from "./aws-error.ts";
import { isRecord, type JsonBody, readJsonBody, readText, targetOperation, unknownOperation } from "./json-body.ts";
import type { AwsService, Operation } from "./service.ts";

/** Operation -> the permission that it needs: batches have none of their own. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  SendMessage: "SendMessage",
  SendMessageBatch: "SendMessage",
  ReceiveMessage: "ReceiveMessage",
  DeleteMessage: "DeleteMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibility: "ChangeMessageVisibility",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
  GetQueueAttributes: "GetQueueAttributes",
  GetQueueUrl: "GetQueueUrl",
  PurgeQueue: "PurgeQueue",
};

/** All messages of a batch together, as one message: the quota that the embedded cloud keeps to (256 KB). */
export const MAXIMUM_MESSAGE_BYTES = 262_144;

const entrySize = (entry: unknown): number => {
  if (!isRecord(entry)) return 0;
  const attributes = isRecord(entry.MessageAttributes) ? entry.MessageAttributes : {};
  const attributeBytes = Object.entries(attributes).map(([name, value]) =>
    isRecord(value)
      ? Buffer.byteLength(
          `${name}${String(value.DataType ?? "")}${String(value.StringValue ?? value.BinaryValue ?? "")}`,
        )
      : 0,
  );
  return Buffer.byteLength(String(entry.MessageBody ?? "")) + attributeBytes.reduce((sum, bytes) => sum + bytes, 0);
};

const refuseLongBatch = (body: JsonBody): void => {
  const entries = Array.isArray(body.Entries) ? body.Entries : [];
  const bytes = entries.reduce<number>((sum, entry) => sum + entrySize(entry), 0);
  if (bytes <= MAXIMUM_MESSAGE_BYTES) return;
  const message = `Batch requests cannot be longer than ${MAXIMUM_MESSAGE_BYTES} bytes. You have sent ${bytes} bytes.`;
  throw new AwsError(400, "AWS.SimpleQueueService.BatchRequestTooLong", message);
};

const noQueue = (): AwsError =>
  new AwsError(400, "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");

export const createSqsService = (
  engine: MessagingEngine,
  deployment: Deployment,
  queueUrl: (name: string) => string,
): AwsService => {
  const arnOf = (name: string) => `arn:${deployment.partition}:sqs:${deployment.region}:${deployment.account}:${name}`;

  const getQueueUrl = (body: JsonBody): Operation => {
    const name = readText(body, "QueueName");
    return {
      name: "GetQueueUrl",
      permissions: [{ action: "sqs:GetQueueUrl", resourceArn: arnOf(name) }],
      async run() {
        if (engine.queues.getQueueByName(name) === undefined) throw noQueue();
        return jsonReply("json-1.0", { QueueUrl: queueUrl(name) });
      },
    };
  };

  return {
    name: "sqs",
    protocol: "json-1.0",
    errors: {
      throttled: () =>
        new AwsError(400, "com.amazonaws.sqs#RequestThrottled", "The request was denied due to request throttling."),
      accessDenied: (message) => new AwsError(403, "com.amazonaws.sqs#AccessDenied", message),
      unknownKey: () =>
        new AwsError(
          403,
          "com.amazonaws.sqs#InvalidClientTokenId",
          "The security token included in the request is invalid.",
        ),
    },
    read(request) {
      const name = targetOperation(request);
      const permission = Object.hasOwn(PERMISSIONS, name) ? PERMISSIONS[name] : undefined;
      if (permission === undefined) throw unknownOperation("sqs", name, "sqs.ts");
      const body = readJsonBody(request);
      if (name === "GetQueueUrl") return getQueueUrl(body);
      const queueName = readText(body, "QueueUrl").split("/").at(-1) as string;
      if (name === "SendMessageBatch") refuseLongBatch(body);
      // The engine would read a region out of another form of URL; by this one it finds the queue by its name.
      const sent = Buffer.from(JSON.stringify({ ...body, QueueUrl: queueUrl(queueName) }));
      return {
        name,
        permissions: [{ action: `sqs:${permission}`, resourceArn: arnOf(queueName) }],
        run: () =>
          engine.request({
            method: "POST",
            url: "/",
            headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${name}` },
            body: sent,
          }),
      };
    },
  };
};
