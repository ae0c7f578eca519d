import { Duration } from "aws-cdk-lib";
import { environment } from "../../functions/feedback-api/environment.ts";
import { environment as keepFeedback } from "../../functions/keep-feedback/environment.ts";
import { environment as sweepFeedback } from "../../functions/sweep-feedback/environment.ts";
import { environment as tellRecipients } from "../../functions/tell-feedback-recipients/environment.ts";
import { FeedbackReleased } from "../../lib/anonymous/events.ts";
import { directoryTable, issuanceTable, mailboxTable } from "../../lib/anonymous/table.ts";
import { routesByContext } from "../../lib/contract.ts";
import {
  FeedbackAnswered,
  FeedbackCampaignClosed,
  FeedbackCampaignOpened,
  FeedbackImprovementDecided,
  FeedbackLeftSilent,
  FeedbackOpened,
  FeedbackRecipientKeyChanged,
  FeedbackRecipientsChanged,
  FeedbackResultRecorded,
  FeedbackResultsPublished,
} from "../../lib/feedback/events.ts";
import { feedbackTable } from "../../lib/feedback/table.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { messageTable } from "../../lib/message/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { statisticsTable } from "../../lib/statistics/table.ts";
import type { AnonymousStack } from "../anonymous.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { TopicConsumer } from "../constructs/topic-consumer.ts";
import { acknowledge } from "../rule-findings.ts";
import { type ApiParts, accessTables, apiFunction, type EventParts, type EventWorkers } from "./parts.ts";

interface Anonymous {
  readonly anonymous: AnonymousStack;
}

/** `origin`: of the writer's page, as browsers know it. */
export function feedbackApi(parts: ApiParts & Anonymous & { readonly origin: string }): ServiceFunction {
  const { data, anonymous } = parts;
  const feedback = data.tableOf(feedbackTable);
  const issuance = anonymous.tableOf(issuanceTable);
  const mailbox = anonymous.tableOf(mailboxTable);
  const api = apiFunction(parts, {
    name: "feedback-api",
    description: "Feedback campaigns, blind signatures for tokens, the recipients' inbox and the public ledger",
    schema: environment,
    environment: {
      ...accessTables(parts),
      FEEDBACK_TABLE: feedback.table.tableName,
      ISSUANCE_TABLE: issuance.tableName,
      MAILBOX_TABLE: mailbox.tableName,
      ISSUER_KEY: data.issuerKey.keyArn,
      FEEDBACK_ORIGIN: parts.origin,
      MEMBERSHIP_TABLE: data.tableOf(membershipTable).table.tableName,
      STATISTICS_TABLE: data.tableOf(statisticsTable).table.tableName,
    },
    routes: routesByContext.feedback,
  });
  const { tableArn } = feedback.table;
  api.allowTable(feedback, { read: ["GetItem"], write: ["PutItem", "UpdateItem", "DeleteItem"] });
  api.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byList`]);
  api.allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], [issuance.tableArn]);
  api.allow(["dynamodb:Query", "dynamodb:PutItem"], [mailbox.tableArn]);
  api.allow(["kms:Decrypt"], [data.issuerKey.keyArn]);
  api.allowTable(data.tableOf(membershipTable), { read: ["GetItem"] });
  api.allowTable(data.tableOf(statisticsTable), { read: ["GetItem"] });
  return api;
}

export function feedbackWorkers(parts: EventParts & Anonymous): EventWorkers & { readonly sweep: ServiceFunction } {
  const { schedule, job } = sweep(parts);
  return {
    consumers: [keeper(parts), teller(parts)],
    jobs: [
      {
        schedule,
        job,
        meaningOfFailure: "Keys of anonymous feedback for the next week may be missing, and silence is not told of.",
        runbook: "anonymous-feedback",
      },
    ],
    sweep: job,
  };
}

/** What needs keys and published files: makes the keys of weeks, wraps them, and says in public what happened. */
function allowKeeping(lambda: ServiceFunction, { data, anonymous }: EventParts & Anonymous): void {
  const directory = anonymous.tableOf(directoryTable);
  lambda.allowTable(data.tableOf(feedbackTable), { read: ["GetItem"], write: ["PutItem"] });
  lambda.allow(["dynamodb:PutItem"], [directory.tableArn]);
  lambda.allow(["kms:Encrypt"], [data.issuerKey.keyArn, anonymous.mixerKey.keyArn]);
  const bucketArn = anonymous.exportValue(anonymous.files.bucketArn);
  const exported = importedName(lambda, bucketArn);
  for (const prefix of ["keys", "ledger"]) {
    lambda.allow(["s3:PutObject"], [`${bucketArn}/${prefix}/*`]);
    const reason = "Files that everybody may fetch, named by campaign.";
    acknowledge(lambda.role, `AwsSolutions-IAM5[Resource::${exported}/${prefix}/*]`, reason);
  }
}

/** The name under which the rule pack knows a value of another stack. */
function importedName(lambda: ServiceFunction, value: string): string {
  return (lambda.lambda.stack.resolve(value) as { "Fn::ImportValue": string })["Fn::ImportValue"];
}

function keeper(parts: EventParts & Anonymous): QueueConsumer {
  const { scope, stage, data, bus, anonymous } = parts;
  const mailbox = anonymous.tableOf(mailboxTable);
  const consumer = new ServiceFunction(scope, "KeepFeedback", {
    stage,
    name: "keep-feedback",
    description: "Brings keys, cases and the public ledger of feedback up to date with what happened",
    schema: keepFeedback,
    environment: {
      FEEDBACK_TABLE: data.tableOf(feedbackTable).table.tableName,
      DIRECTORY_TABLE: anonymous.tableOf(directoryTable).tableName,
      MAILBOX_TABLE: mailbox.tableName,
      PUBLIC_FILES: anonymous.files.bucketName,
      ISSUER_KEY: data.issuerKey.keyArn,
      MIXER_KEY: anonymous.mixerKey.keyArn,
    },
    // Some new keys, or some thousand cases of one day.
    timeout: Duration.seconds(60),
    memoryMb: 1024,
  });
  allowKeeping(consumer, parts);
  const { tableArn } = data.tableOf(feedbackTable).table;
  consumer.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byList`, mailbox.tableArn]);
  return new QueueConsumer(scope, "FeedbackKeeping", {
    bus,
    consumer,
    events: [
      FeedbackReleased,
      FeedbackCampaignOpened,
      FeedbackRecipientsChanged,
      FeedbackRecipientKeyChanged,
      FeedbackCampaignClosed,
      FeedbackResultsPublished,
      FeedbackOpened,
      FeedbackAnswered,
      FeedbackImprovementDecided,
      FeedbackResultRecorded,
      FeedbackLeftSilent,
    ],
    // Each fact moves the head of a chain: more writers would only race for it.
    maximumConcurrency: 2,
    meaningOfFailure:
      "The public ledger of feedback lags, or messages of a day are not shown. Redrive it: nothing doubles.",
  });
}

function teller({ scope, stage, data, bus }: EventParts): TopicConsumer {
  const feedback = data.tableOf(feedbackTable);
  const messages = data.tableOf(messageTable);
  const consumer = new ServiceFunction(scope, "TellFeedbackRecipients", {
    stage,
    name: "tell-feedback-recipients",
    description: "Tells recipients by their channels that anonymous messages came, or were not answered in time",
    schema: tellRecipients,
    environment: {
      ...accessTables({ data }),
      FEEDBACK_TABLE: feedback.table.tableName,
      MESSAGE_TABLE: messages.table.tableName,
    },
    timeout: Duration.seconds(10),
  });
  consumer.allowTable(feedback, { read: ["GetItem"], write: ["PutItem"] });
  consumer.allowTable(messages, { read: ["GetItem"], write: ["PutItem"] });
  consumer.allowTable(data.tableOf(identityTable), { read: ["GetItem"] });
  consumer.allowTable(data.tableOf(organizationTable), { read: ["GetItem"] });
  return new TopicConsumer(scope, "FeedbackNotices", {
    bus,
    consumer,
    events: [FeedbackReleased, FeedbackLeftSilent],
    meaningOfFailure: "Recipients were not told of new or late messages; the messages are there. Redrive it.",
  });
}

function sweep(parts: EventParts & Anonymous): { schedule: DailyJob; job: ServiceFunction } {
  const { scope, stage, data, anonymous } = parts;
  const feedback = data.tableOf(feedbackTable);
  const issuance = anonymous.tableOf(issuanceTable);
  const job = new ServiceFunction(scope, "SweepFeedback", {
    stage,
    name: "sweep-feedback",
    description: "Makes the keys of the next week, tells silence, and holds spent tokens against those issued",
    schema: sweepFeedback,
    environment: {
      FEEDBACK_TABLE: feedback.table.tableName,
      ISSUANCE_TABLE: issuance.tableName,
      DIRECTORY_TABLE: anonymous.tableOf(directoryTable).tableName,
      PUBLIC_FILES: anonymous.files.bucketName,
      ISSUER_KEY: data.issuerKey.keyArn,
      MIXER_KEY: anonymous.mixerKey.keyArn,
    },
    timeout: Duration.minutes(10),
    memoryMb: 1024,
  });
  allowKeeping(job, parts);
  const { tableArn } = feedback.table;
  job.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byList`, `${tableArn}/index/byDue`]);
  job.allow(["dynamodb:GetItem"], [issuance.tableArn]);
  return { schedule: new DailyJob(scope, "FeedbackSweep", { job, at: { hour: 1, minute: 10 } }), job };
}
