import { CfnOutput, CfnParameter, Duration } from "aws-cdk-lib";
import { FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { environment as countReceipts } from "../../functions/count-receipts/environment.ts";
import { environment as lettersApi } from "../../functions/delivery-letters-api/environment.ts";
import { environment as greetBirthdays } from "../../functions/greet-birthdays/environment.ts";
import { environment } from "../../functions/message-api/environment.ts";
import { environment as filesApi } from "../../functions/message-files-api/environment.ts";
import { environment as recountReceipts } from "../../functions/recount-receipts/environment.ts";
import { environment as sweepFiles } from "../../functions/sweep-message-files/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { attachedFilesPrefix, deliveryTable, messageTable } from "../../lib/message/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { statisticsTable } from "../../lib/statistics/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { deadLetterQueue } from "../constructs/dead-letter-queue.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { keptParameter } from "./kept-parameter.ts";
import { addressesOf, type DeliveryQueues, messageDelivery } from "./message-delivery.ts";
import {
  type ApiParts,
  accessTables,
  apiFunction,
  type EventParts,
  type EventWorkers,
  type WatchedJob,
  type WatchedLetters,
} from "./parts.ts";

export function messageApi(parts: ApiParts): ServiceFunction {
  const { data } = parts;
  const pushKey = new CfnParameter(parts.scope, "PushPublicKey", {
    default: "none",
    description:
      "Public key of notifications (VAPID), the one in the channels of messages; none: browsers are not asked",
  });
  const reportSecret = keptParameter(parts, "delivery-report-secret");
  const messages = data.tableOf(messageTable);
  const api = apiFunction(parts, {
    name: "message-api",
    description: "Messages to parts of the tree, inboxes, receipts",
    schema: environment,
    environment: {
      ...accessTables(parts),
      MESSAGE_TABLE: messages.table.tableName,
      DELIVERY_TABLE: data.tableOf(deliveryTable).table.tableName,
      MEMBERSHIP_TABLE: data.tableOf(membershipTable).table.tableName,
      STATISTICS_TABLE: data.tableOf(statisticsTable).table.tableName,
      PUSH_PUBLIC_KEY: pushKey.valueAsString,
      REPORT_SECRET_PARAMETER: reportSecret.name,
      PARAMETER_STORE: reportSecret.store,
    },
    routes: routesByContext.message,
  });
  api.allow(["ssm:GetParameter"], [reportSecret.arn]);
  api.allowTable(messages, {
    read: ["GetItem", "BatchGetItem", "Query"],
    write: ["PutItem", "UpdateItem", "DeleteItem"],
  });
  api.allowTable(data.tableOf(deliveryTable), { read: ["GetItem", "Query"], write: ["UpdateItem"] });
  api.allowTable(data.tableOf(membershipTable), { read: ["GetItem"], indexes: ["byPlace"] });
  api.allowTable(data.tableOf(statisticsTable), { read: ["GetItem"], indexes: ["byGroup"] });
  api.allowTable(data.tableOf(identityTable), { read: ["Query", "BatchGetItem"] });
  api.allowTable(data.tableOf(organizationTable), { indexes: ["byTree"] });
  return api;
}

/** What comes with messages; beside the other routes, which then need no client of S3. */
export function messageFilesApi(parts: ApiParts): ServiceFunction {
  const { attachmentFiles, key } = parts.data;
  const messages = parts.data.tableOf(messageTable);
  const membership = parts.data.tableOf(membershipTable);
  const api = apiFunction(parts, {
    name: "message-files-api",
    description: "Files that come with messages",
    schema: filesApi,
    environment: {
      ...accessTables(parts),
      MESSAGE_TABLE: messages.table.tableName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      ATTACHMENT_FILES: attachmentFiles.bucketName,
    },
    routes: routesByContext["message-files"],
  });
  api.allowTable(messages, { read: ["GetItem", "Query"], write: ["PutItem", "UpdateItem", "DeleteItem"] });
  api.allowTable(membership, { read: ["GetItem"] });
  api.allowObjects({ bucket: attachmentFiles, key, prefix: attachedFilesPrefix }, [
    "GetObject",
    "PutObject",
    "DeleteObject",
  ]);
  return api;
}

/** What could not be delivered, for those who operate the system. */
export function deliveryLettersApi(parts: ApiParts, delivery: DeliveryQueues): ServiceFunction {
  const api = apiFunction(parts, {
    name: "delivery-letters-api",
    description: "Shows deliveries that several tries could not make, and tries them again",
    schema: lettersApi,
    environment: { ...accessTables(parts), ...addressesOf(delivery) },
    routes: routesByContext["delivery-letters"],
  });
  api.allow(
    ["sqs:SendMessage"],
    Object.values(delivery.queues).map(({ queueArn }) => queueArn),
  );
  api.allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [delivery.deadLetters.queueArn]);
  return api;
}

/** Invoked by an operator. */
export function recountReceiptsFunction({ scope, stage, data }: Omit<ApiParts, "api" | "authorizer">): ServiceFunction {
  const messages = data.tableOf(messageTable);
  const organizations = data.tableOf(organizationTable);
  const recount = new ServiceFunction(scope, "RecountReceipts", {
    stage,
    name: "recount-receipts",
    description: "Invoked by an operator: counts the receipts of a message anew and puts right what differs",
    schema: recountReceipts,
    environment: {
      MESSAGE_TABLE: messages.table.tableName,
      ORGANIZATION_TABLE: organizations.table.tableName,
    },
    timeout: Duration.minutes(5),
  });
  recount.allowTable(messages, { read: ["GetItem", "Query"], write: ["UpdateItem"] });
  recount.allowTable(organizations, { read: ["GetItem"] });
  recount.allowTable(organizations, { indexes: ["byTree"] });
  new CfnOutput(scope, "RecountReceiptsFunction", { value: recount.lambda.functionName });
  return recount;
}

export function messageWorkers(
  parts: EventParts,
): EventWorkers & Pick<ReturnType<typeof messageDelivery>, "deliveryQueues" | "sender"> {
  const receipts: WatchedLetters = {
    name: "ReceiptCounterDeadLetters",
    queue: countReceiptsFrom(parts),
    meaningOfFailure: "Counts of receipts lag behind at some organisations until the next receipt there.",
    runbook: "receipts",
  };
  const { jobs, letters, ...delivery } = messageDelivery(parts);
  return { ...delivery, jobs: [...jobs, birthdays(parts), fileSweep(parts)], letters: [receipts, ...letters] };
}

/** In the morning, when nobody is woken. */
function birthdays({ scope, stage, data }: EventParts): WatchedJob {
  const messages = data.tableOf(messageTable);
  const members = data.tableOf(membershipTable);
  const organizations = data.tableOf(organizationTable);
  const job = new ServiceFunction(scope, "GreetBirthdays", {
    stage,
    name: "greet-birthdays",
    description: "Greets members on the day on which the Party took them in",
    schema: greetBirthdays,
    environment: {
      MESSAGE_TABLE: messages.table.tableName,
      MEMBERSHIP_TABLE: members.table.tableName,
      ORGANIZATION_TABLE: organizations.table.tableName,
    },
    timeout: Duration.minutes(10),
  });
  job.allowTable(messages, { read: ["Query", "BatchGetItem"], write: ["PutItem"] });
  job.allowTable(members, { read: ["BatchGetItem"], indexes: ["byPlace"] });
  job.allowTable(organizations, { read: ["GetItem"], indexes: ["byTree"] });
  const schedule = new DailyJob(scope, "PartyBirthdays", { job, at: { hour: 8, minute: 0 } });
  return {
    schedule,
    job,
    meaningOfFailure: "Nobody was greeted on their Party birthday today.",
    runbook: "birthdays",
  };
}

/** At night, when nobody writes messages. */
function fileSweep({ scope, stage, data }: EventParts): WatchedJob {
  const { attachmentFiles, key } = data;
  const messages = data.tableOf(messageTable);
  const job = new ServiceFunction(scope, "SweepMessageFiles", {
    stage,
    name: "sweep-message-files",
    description: "Throws away files that were uploaded for messages and not sent",
    schema: sweepFiles,
    environment: { MESSAGE_TABLE: messages.table.tableName, ATTACHMENT_FILES: attachmentFiles.bucketName },
    timeout: Duration.minutes(5),
  });
  job.allowTable(messages, { read: ["Query"], write: ["UpdateItem", "DeleteItem"] });
  job.allowObjects({ bucket: attachmentFiles, key, prefix: attachedFilesPrefix }, ["DeleteObject"]);
  const schedule = new DailyJob(scope, "UnsentFiles", { job, at: { hour: 3, minute: 40 } });
  return {
    schedule,
    job,
    meaningOfFailure: "Files that were uploaded for messages and not sent are kept a day longer.",
    runbook: "message-files",
  };
}

/** Receipts come by thousands in a minute: counted in batches from the stream, without a way over the bus. */
function countReceiptsFrom({ scope, stage, data }: EventParts): Queue {
  const messages = data.tableOf(messageTable);
  const organizations = data.tableOf(organizationTable);
  const counter = new ServiceFunction(scope, "CountReceipts", {
    stage,
    name: "count-receipts",
    description: "Counts receipts of messages for every node of the tree",
    schema: countReceipts,
    environment: {
      MESSAGE_TABLE: messages.table.tableName,
      ORGANIZATION_TABLE: organizations.table.tableName,
    },
    timeout: Duration.minutes(1),
  });
  counter.allowTable(messages, { read: ["GetItem", "Query"], write: ["UpdateItem"] });
  counter.allowTable(organizations, { read: ["GetItem"] });
  const deadLetters = deadLetterQueue(scope, "ReceiptCounterDeadLetters");
  new CfnOutput(scope, "ReceiptCounterDeadLettersUrl", { value: deadLetters.queueUrl });
  counter.allow(["sqs:SendMessage"], [deadLetters.queueArn]);
  const { tableStreamArn } = messages.table;
  if (tableStreamArn === undefined) throw new Error("the table of messages has no stream");
  counter.allow(
    ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
    [tableStreamArn],
  );
  counter.lambda.addEventSourceMapping("Receipts", {
    eventSourceArn: tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 1_000,
    maxBatchingWindow: Duration.seconds(1),
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 50,
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    filters: [
      FilterCriteria.filter({
        eventName: ["INSERT", "MODIFY"],
        dynamodb: { Keys: { pk: { S: FilterRule.beginsWith("READERS#") } } },
      }),
    ],
  });
  return deadLetters;
}
