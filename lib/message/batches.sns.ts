import { PublishBatchCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Batch } from "./delivery.ts";

/** SNS takes so many messages in one call. */
const entriesAtOnce = 10;

/** Publishes batches with their channel as an attribute, by which subscriptions of the queues choose. */
export function snsBatches(client: SNSClient, topicArn: string) {
  return async (batches: readonly Batch[]): Promise<void> => {
    for (let start = 0; start < batches.length; start += entriesAtOnce) {
      let waiting = batches.slice(start, start + entriesAtOnce).map((batch, index) => ({
        Id: String(index),
        Message: JSON.stringify(batch),
        MessageAttributes: { channel: { DataType: "String", StringValue: batch.channel } },
      }));
      for (let attempt = 1; waiting.length > 0; attempt++) {
        const { Failed = [] } = await client.send(
          new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: waiting }),
        );
        const failed = new Set(Failed.map(({ Id }) => Id));
        waiting = waiting.filter(({ Id }) => failed.has(Id));
        // The page is published again as a whole then; deliveries are taken once all the same.
        if (waiting.length > 0 && attempt === attempts) throw new Error("SNS did not take every batch");
      }
    }
  };
}

const attempts = 3;
