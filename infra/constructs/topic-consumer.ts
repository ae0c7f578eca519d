import { CfnOutput, Duration } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type EventDefinition, patternOf } from "../../lib/shared/event.ts";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import { batchesAtOnce } from "./queue-consumer.ts";
import type { ServiceFunction } from "./service-function.ts";

/** Tries before a message is set aside. */
const maximumReceives = 5;

/**
 * Facts that go to several channels: rule → topic → a queue for each channel → function. A channel is one more subscription.
 */
export class TopicConsumer extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly consumer: ServiceFunction;
  readonly meaningOfFailure: string;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly bus: EventBus;
      readonly consumer: ServiceFunction;
      readonly events: readonly EventDefinition[];
      readonly meaningOfFailure: string;
    },
  ) {
    super(scope, id);
    this.consumer = props.consumer;
    this.meaningOfFailure = props.meaningOfFailure;
    this.deadLetters = deadLetterQueue(this, "DeadLetters");
    new CfnOutput(this, "DeadLettersUrl", { value: this.deadLetters.queueUrl });
    const topic = new Topic(this, "Topic", { enforceSSL: true, masterKey: this.topicKey() });
    const timeout = props.consumer.lambda.timeout ?? Duration.seconds(3);
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: maximumReceives },
    });
    topic.addSubscription(
      new SqsSubscription(this.queue, { rawMessageDelivery: true, deadLetterQueue: this.deadLetters }),
    );
    const rule = new Rule(this, "Rule", {
      eventBus: props.bus,
      eventPattern: patternOf(props.events),
      // CDK's own target would let every rule of the account publish.
      targets: [{ bind: () => ({ arn: topic.topicArn, deadLetterConfig: { arn: this.deadLetters.queueArn } }) }],
    });
    const fromRule = (action: string, resource: string) =>
      new PolicyStatement({
        principals: [new ServicePrincipal("events.amazonaws.com")],
        actions: [action],
        resources: [resource],
        conditions: { ArnEquals: { "aws:SourceArn": rule.ruleArn } },
      });
    topic.addToResourcePolicy(fromRule("sns:Publish", topic.topicArn));
    this.deadLetters.addToResourcePolicy(fromRule("sqs:SendMessage", this.deadLetters.queueArn));
    props.consumer.lambda.addEventSourceMapping("Source", {
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: batchesAtOnce,
    });
    props.consumer.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [this.queue.queueArn]);
  }

  /** EventBridge can write to an encrypted topic only if the key lets it. */
  private topicKey(): Key {
    const key = new Key(this, "Key", { description: "Encrypts a topic of dangjian-cloud", enableKeyRotation: true });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("events.amazonaws.com")],
        actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
        resources: ["*"],
      }),
    );
    return key;
  }
}
