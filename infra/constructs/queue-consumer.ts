import { CfnOutput, Duration } from "aws-cdk-lib";
import { type EventBus, type EventPattern, Match, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { allEvents } from "../../lib/contract.ts";
import { type EventDefinition, patternOf, sourcePrefix } from "../../lib/shared/event.ts";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import type { ServiceFunction } from "./service-function.ts";

export interface QueueConsumerProps {
  readonly bus: EventBus;
  readonly consumer: ServiceFunction;
  /** Which events come to the queue; "operations": every fact but those that follow from others by calculation. */
  readonly events: readonly EventDefinition[] | "operations";
  readonly batchSize?: number;
  /** How many batches run side by side; the least that Lambda takes is 2. */
  readonly maximumConcurrency?: number;
  /** What a reader of the dead-letter queue should know: what did not happen, and whether it can wait. */
  readonly meaningOfFailure: string;
}

/**
 * Batches of one queue side by side, unless it asks for fewer. Lambda would go to 1,000, which is all that an account has:
 * the backlog of one consumer would leave nothing to the API and to the others.
 */
export const batchesAtOnce = 5;

/** Tries before a message is set aside. */
const maximumReceives = 5;

/** One consumer of facts: rule → queue → function, with a dead-letter queue behind both steps. */
export class QueueConsumer extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly consumer: ServiceFunction;
  readonly meaningOfFailure: string;

  constructor(scope: Construct, id: string, props: QueueConsumerProps) {
    super(scope, id);
    this.consumer = props.consumer;
    this.meaningOfFailure = props.meaningOfFailure;
    this.deadLetters = deadLetterQueue(this, "DeadLetters");
    new CfnOutput(this, "DeadLettersUrl", { value: this.deadLetters.queueUrl });
    const timeout = props.consumer.lambda.timeout ?? Duration.seconds(3);
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Lambda asks for six times its own timeout, so that a throttled batch does not come back while it waits.
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: maximumReceives },
    });
    // Whoever redrives needs both addresses.
    new CfnOutput(this, "QueueUrl", { value: this.queue.queueUrl });
    new Rule(this, "Rule", {
      eventBus: props.bus,
      eventPattern: eventPattern(props.events),
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],
    });
    props.consumer.lambda.addEventSourceMapping("Source", {
      eventSourceArn: this.queue.queueArn,
      batchSize: props.batchSize ?? 10,
      reportBatchItemFailures: true,
      maxConcurrency: props.maximumConcurrency ?? batchesAtOnce,
    });
    props.consumer.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [this.queue.queueArn]);
  }
}

function eventPattern(events: readonly EventDefinition[] | "operations"): EventPattern {
  if (events !== "operations") return patternOf(events);
  const derived = allEvents.filter(({ isDerived }) => isDerived).map(({ name }) => name);
  return { source: Match.prefix(sourcePrefix), detailType: Match.anythingBut(...derived) };
}
