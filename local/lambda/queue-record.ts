import type { SQSRecord } from "aws-lambda";
import type { MessageAttribute, QueueMessage } from "./queue-source.ts";

/** A received message as Lambda hands it to the function. */
export function toQueueRecord(
  message: QueueMessage,
  place: { readonly arn: string; readonly region: string },
): SQSRecord {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: { ...message.Attributes } as unknown as SQSRecord["attributes"],
    messageAttributes: mapAttributes(message.MessageAttributes ?? {}),
    md5OfBody: message.MD5OfBody,
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: "aws:sqs",
    eventSourceARN: place.arn,
    awsRegion: place.region,
  };
}

function mapAttributes(attributes: Readonly<Record<string, MessageAttribute>>): SQSRecord["messageAttributes"] {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      {
        ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
        ...(value.BinaryValue !== undefined && { binaryValue: value.BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: value.DataType as "String",
      },
    ]),
  );
}
