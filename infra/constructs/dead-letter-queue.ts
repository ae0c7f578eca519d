import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "../rule-findings.ts";

/**
 * Where messages end that cannot be handled. Kept for 14 days, the longest that SQS offers: a message's age counts from
 * its first queue, so this must be longer than any source's retention.
 */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, "AwsSolutions-SQS3", "This queue is a dead-letter queue itself.");
  return queue;
}
