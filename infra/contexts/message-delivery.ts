import { CfnOutput, Duration } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { SubscriptionFilter, Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { environment as expandMessage } from "../../functions/expand-message/environment.ts";
import { environment as redriveDeliveries } from "../../functions/redrive-deliveries/environment.ts";
import { environment as sendDeliveries } from "../../functions/send-deliveries/environment.ts";
import { environment as startDigests } from "../../functions/start-digests/environment.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { MessageDeliveryResumed, MessagePosted } from "../../lib/message/events.ts";
import { deliveryTable, messageTable } from "../../lib/message/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { statisticsTable } from "../../lib/statistics/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { deadLetterQueue } from "../constructs/dead-letter-queue.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { pascalCase } from "../pascal-case.ts";
import { type KeptParameter, keptParameter } from "./kept-parameter.ts";
import { accessTables, type EventParts, type WatchedJob, type WatchedLetters } from "./parts.ts";

const channels = ["email", "sms", "wecom", "group", "push"] as const;
export type Queues = Readonly<Record<(typeof channels)[number], Queue>>;

/** From a posted message to e-mail, SMS, WeCom, its groups and browsers: expansion → topic → a queue for each channel → sender. */
export function messageDelivery(parts: EventParts): {
  consumers: QueueConsumer[];
  jobs: WatchedJob[];
  letters: WatchedLetters[];
  deliveryQueues: DeliveryQueues;
  sender: ServiceFunction;
} {
  const { scope } = parts;
  const settings = keptParameter(parts, "message-channels");
  const key = new Key(scope, "MessageTopicKey", {
    description: "Encrypts batches of deliveries",
    enableKeyRotation: true,
  });
  const topic = new Topic(scope, "MessageBatches", { masterKey: key, enforceSSL: true });
  const deadLetters = deadLetterQueue(scope, "DeliveryDeadLetters");
  new CfnOutput(scope, "DeliveryDeadLettersUrl", { value: deadLetters.queueUrl });
  const queues = Object.fromEntries(
    channels.map((channel) => [channel, channelQueue(scope, channel, { topic, deadLetters })]),
  ) as Queues;
  const sender = deliverySender(parts, { queues, deadLetters, settings });
  redrive(parts, { queues, deadLetters });
  return {
    consumers: [expansion(parts, { topic, key, settings })],
    jobs: [digests(parts, queues.email)],
    deliveryQueues: { queues, deadLetters },
    sender,
    letters: [
      {
        name: "DeliveryDeadLetters",
        queue: deadLetters,
        meaningOfFailure: "Some people did not get a message outside of the application; they have it in their inbox.",
        runbook: "deliveries",
      },
    ],
  };
}

/** What both functions read of the channels: the settings, in which the credentials of providers stand. */
const environmentOf = ({ name, store }: KeptParameter) => ({ CHANNELS_PARAMETER: name, PARAMETER_STORE: store });

/** Longer than any run of the sender, which Lambda asks for six times over. */
const senderTimeout = Duration.seconds(60);

function channelQueue(
  scope: Construct,
  channel: string,
  { topic, deadLetters }: { topic: Topic; deadLetters: Queue },
): Queue {
  const queue = new Queue(scope, `${pascalCase(channel)}Deliveries`, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(4),
    visibilityTimeout: Duration.seconds(senderTimeout.toSeconds() * 6),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
  });
  topic.addSubscription(
    new SqsSubscription(queue, {
      rawMessageDelivery: true,
      filterPolicy: { channel: SubscriptionFilter.stringFilter({ allowlist: [channel] }) },
    }),
  );
  return queue;
}

function expansion(
  { scope, stage, data, bus }: EventParts,
  { topic, key, settings }: { topic: Topic; key: Key; settings: KeptParameter },
): QueueConsumer {
  const messages = data.tableOf(messageTable);
  const consumer = new ServiceFunction(scope, "ExpandMessage", {
    stage,
    name: "expand-message",
    description: "Makes deliveries of messages, page by page",
    schema: expandMessage,
    environment: {
      ...accessTables({ data }),
      MESSAGE_TABLE: messages.table.tableName,
      DELIVERY_TABLE: data.tableOf(deliveryTable).table.tableName,
      MEMBERSHIP_TABLE: data.tableOf(membershipTable).table.tableName,
      STATISTICS_TABLE: data.tableOf(statisticsTable).table.tableName,
      BATCH_TOPIC: topic.topicArn,
      ...environmentOf(settings),
    },
    timeout: Duration.minutes(5),
  });
  consumer.allowTable(messages, { read: ["GetItem", "BatchGetItem", "Query"], write: ["PutItem"] });
  consumer.allowTable(data.tableOf(membershipTable), { read: ["GetItem"], indexes: ["byPlace"] });
  consumer.allowTable(data.tableOf(identityTable), { read: ["GetItem", "Query"] });
  consumer.allowTable(data.tableOf(organizationTable), { read: ["GetItem"] });
  consumer.allowTable(data.tableOf(organizationTable), { indexes: ["byTree"] });
  consumer.allow(["ssm:GetParameter"], [settings.arn]);
  consumer.allow(["sns:Publish"], [topic.topicArn]);
  consumer.allow(["kms:GenerateDataKey", "kms:Decrypt"], [key.keyArn]);
  return new QueueConsumer(scope, "MessageExpansion", {
    bus,
    consumer,
    events: [MessagePosted, MessageDeliveryResumed],
    batchSize: 1,
    maximumConcurrency: 2,
    meaningOfFailure:
      "A message stands in inboxes but did not go out by other channels. Redrive it: nobody gets it twice.",
  });
}

/** The queues of deliveries, for whoever sends something back. */
export interface DeliveryQueues {
  readonly queues: Queues;
  readonly deadLetters: Queue;
}

export const addressesOf = ({ queues, deadLetters }: DeliveryQueues) => ({
  EMAIL_QUEUE: queues.email.queueUrl,
  SMS_QUEUE: queues.sms.queueUrl,
  WECOM_QUEUE: queues.wecom.queueUrl,
  GROUP_QUEUE: queues.group.queueUrl,
  PUSH_QUEUE: queues.push.queueUrl,
  DEAD_LETTER_QUEUE: deadLetters.queueUrl,
});

function deliverySender(
  { scope, stage, data }: EventParts,
  given: { queues: Queues; deadLetters: Queue; settings: KeptParameter },
): ServiceFunction {
  const { queues, deadLetters, settings } = given;
  const messages = data.tableOf(messageTable);
  const deliveries = data.tableOf(deliveryTable);
  const lambda = new ServiceFunction(scope, "SendDeliveries", {
    stage,
    name: "send-deliveries",
    description: "Sends messages by e-mail, SMS, WeCom and to browsers",
    schema: sendDeliveries,
    environment: {
      MESSAGE_TABLE: messages.table.tableName,
      DELIVERY_TABLE: deliveries.table.tableName,
      MEMBERSHIP_TABLE: data.tableOf(membershipTable).table.tableName,
      ...addressesOf(given),
      ...environmentOf(settings),
    },
    timeout: senderTimeout,
  });
  lambda.allowTable(messages, { read: ["GetItem", "BatchGetItem"], write: ["PutItem", "UpdateItem"] });
  lambda.allowTable(deliveries, { read: ["GetItem", "BatchGetItem", "Query"], write: ["PutItem", "UpdateItem"] });
  lambda.allowTable(data.tableOf(membershipTable), { read: ["BatchGetItem"] });
  for (const channel of channels) {
    const { queueArn } = queues[channel];
    lambda.lambda.addEventSourceMapping(pascalCase(channel), {
      eventSourceArn: queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      // Providers take so much at a time; more would only be throttled.
      maxConcurrency: 4,
    });
    lambda.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:SendMessage"], [queueArn]);
  }
  lambda.allow(["sqs:SendMessage"], [deadLetters.queueArn]);
  lambda.allow(["ssm:GetParameter"], [settings.arn]);
  return lambda;
}

/** In the morning, after the hours in which most people want no messages. */
function digests({ scope, stage, data }: EventParts, queue: Queue): WatchedJob {
  const deliveries = data.tableOf(deliveryTable);
  const job = new ServiceFunction(scope, "StartDigests", {
    stage,
    name: "start-digests",
    description: "Sends the mails on their way in which the messages of a day are told together",
    schema: startDigests,
    environment: { DELIVERY_TABLE: deliveries.table.tableName, EMAIL_QUEUE: queue.queueUrl },
    timeout: Duration.minutes(5),
  });
  job.allowTable(deliveries, { read: ["Query"] });
  job.allow(["sqs:SendMessage"], [queue.queueArn]);
  const schedule = new DailyJob(scope, "MessageDigests", { job, at: { hour: 7, minute: 30 } });
  return {
    schedule,
    job,
    meaningOfFailure: "People who asked for one mail a day got none today; everything stands in their inbox.",
    runbook: "digests",
  };
}

/** Invoked by an operator. */
function redrive({ scope, stage }: EventParts, given: { queues: Queues; deadLetters: Queue }): void {
  const lambda = new ServiceFunction(scope, "RedriveDeliveries", {
    stage,
    name: "redrive-deliveries",
    description: "Invoked by an operator: sends dead letters of deliveries back to their channels",
    schema: redriveDeliveries,
    environment: addressesOf(given),
    timeout: Duration.minutes(2),
  });
  lambda.allow(
    ["sqs:SendMessage"],
    channels.map((channel) => given.queues[channel].queueArn),
  );
  lambda.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"], [given.deadLetters.queueArn]);
  new CfnOutput(scope, "RedriveDeliveriesFunction", { value: lambda.lambda.functionName });
}
