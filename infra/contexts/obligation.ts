import { Duration } from "aws-cdk-lib";
import type * as z from "zod";
import { environment as applyRulePolicy } from "../../functions/apply-rule-policy/environment.ts";
import { environment as followDuties } from "../../functions/follow-duties/environment.ts";
import { environment } from "../../functions/obligation-api/environment.ts";
import { environment as sweepDuties } from "../../functions/sweep-duties/environment.ts";
import { environment as tellDigests } from "../../functions/tell-digests/environment.ts";
import { ActivityConfirmed, ActivityCorrected } from "../../lib/activity/events.ts";
import { activityTable } from "../../lib/activity/table.ts";
import { routesByContext } from "../../lib/contract.ts";
import { FeedbackImprovementDecided, FeedbackResultRecorded } from "../../lib/feedback/events.ts";
import { AppointmentEnded, AppointmentMade } from "../../lib/identity/events.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { ledgerTable } from "../../lib/ledger/table.ts";
import { MembershipChanged, PersonChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { messageTable } from "../../lib/message/table.ts";
import { DutyReminderIssued, RulePolicyChanged } from "../../lib/obligation/events.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import {
  OrganizationCreated,
  OrganizationDissolved,
  OrganizationMoved,
  OrganizationRenamed,
  OrganizationTermExtended,
  OrganizationTermRenewed,
} from "../../lib/organization/events.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { TransferReceived, TransferRefused, TransferReleased, TransferWithdrawn } from "../../lib/transfer/events.ts";
import { transferTable } from "../../lib/transfer/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import {
  type ApiParts,
  accessTables,
  apiFunction,
  type EventParts,
  type EventWorkers,
  type WatchedJob,
} from "./parts.ts";

export function obligationApi(parts: ApiParts): ServiceFunction {
  const duties = parts.data.tableOf(obligationTable);
  const api = apiFunction(parts, {
    name: "obligation-api",
    description: "Duties, tasks and the rules behind them",
    schema: environment,
    environment: { ...accessTables(parts), OBLIGATION_TABLE: duties.table.tableName },
    routes: routesByContext.obligation,
  });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["Query"] });
  api.allowTable(parts.data.tableOf(organizationTable), { indexes: ["byTree"] });
  api.allowTable(parts.data.tableOf(organizationTable), { read: ["Query"] });
  api.allowTable(duties, { read: ["GetItem", "BatchGetItem"], write: ["PutItem"] });
  api.allow(["dynamodb:Query"], [duties.table.tableArn, `${duties.table.tableArn}/index/byAccount`]);
  return api;
}

export function obligationWorkers(parts: EventParts): EventWorkers {
  return { consumers: [followers(parts), policies(parts)], jobs: [sweep(parts), digests(parts)] };
}

function evaluationTables({ data }: EventParts) {
  return { ...accessTables({ data }), OBLIGATION_TABLE: data.tableOf(obligationTable).table.tableName };
}

/** Where it stands who took part, and who is expected to. */
function absenceTables({ data }: EventParts) {
  return {
    LEDGER_TABLE: data.tableOf(ledgerTable).table.tableName,
    MEMBERSHIP_TABLE: data.tableOf(membershipTable).table.tableName,
  };
}

/** Evaluates duties: reads the tree, reads and writes the duties. */
function evaluator<Schema extends z.ZodObject>(
  { scope, stage, data }: EventParts,
  props: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly schema: Schema;
    readonly environment: Record<keyof z.output<Schema>, string>;
    readonly timeout: Duration;
  },
): ServiceFunction<Schema> {
  const duties = data.tableOf(obligationTable);
  const tree = data.tableOf(organizationTable);
  const { id, ...rest } = props;
  const lambda = new ServiceFunction(scope, id, { stage, ...rest });
  lambda.allowTable(data.tableOf(identityTable), { read: ["Query"] });
  lambda.allowTable(tree, { read: ["GetItem"], indexes: ["byTree"] });
  lambda.allowTable(tree, { read: ["Query"] });
  lambda.allowTable(duties, { read: ["GetItem", "Query"], write: ["PutItem"] });
  return lambda;
}

function followers(parts: EventParts): QueueConsumer {
  const transfers = parts.data.tableOf(transferTable);
  const people = parts.data.tableOf(membershipTable);
  const activities = parts.data.tableOf(activityTable);
  const consumer = evaluator(parts, {
    id: "FollowDuties",
    name: "follow-duties",
    description: "Brings duties in line with what organisations are and did",
    schema: followDuties,
    environment: {
      ...evaluationTables(parts),
      ...absenceTables(parts),
      TRANSFER_TABLE: transfers.table.tableName,
      ACTIVITY_TABLE: activities.table.tableName,
    },
    // Many may have missed what was confirmed.
    timeout: Duration.seconds(60),
  });
  const { table } = parts.data.tableOf(obligationTable);
  consumer.allow(["dynamodb:UpdateItem"], [table.tableArn]);
  consumer.allowTable(transfers, { read: ["GetItem"] });
  consumer.allowTable(people, { read: ["GetItem", "Query"] });
  consumer.allowTable(activities, { read: ["GetItem", "Query"] });
  consumer.allowTable(parts.data.tableOf(ledgerTable), { read: ["Query"] });
  consumer.allow(["dynamodb:BatchGetItem"], [table.tableArn]);
  // Of which branch somebody is the secretary whose record was put right.
  consumer.allowTable(parts.data.tableOf(identityTable), { read: ["GetItem"], indexes: ["byHolder"] });
  return new QueueConsumer(parts.scope, "DutyFollower", {
    bus: parts.bus,
    consumer,
    events: [
      ActivityConfirmed,
      ActivityCorrected,
      AppointmentMade,
      AppointmentEnded,
      DutyReminderIssued,
      FeedbackImprovementDecided,
      FeedbackResultRecorded,
      MembershipChanged,
      PersonChanged,
      PersonMoved,
      PersonRegistered,
      OrganizationCreated,
      OrganizationRenamed,
      OrganizationMoved,
      OrganizationDissolved,
      OrganizationTermRenewed,
      OrganizationTermExtended,
      TransferReleased,
      TransferReceived,
      TransferRefused,
      TransferWithdrawn,
    ],
    meaningOfFailure:
      "A duty stays open though it was met, or was not created. Redrive it: the daily sweep mends it too.",
  });
}

function policies(parts: EventParts): QueueConsumer {
  const consumer = evaluator(parts, {
    id: "ApplyRulePolicy",
    name: "apply-rule-policy",
    description: "Evaluates every organisation anew after a change of the university's rule settings",
    schema: applyRulePolicy,
    environment: evaluationTables(parts),
    timeout: Duration.minutes(5),
  });
  return new QueueConsumer(parts.scope, "RulePolicies", {
    bus: parts.bus,
    consumer,
    events: [RulePolicyChanged],
    batchSize: 1,
    meaningOfFailure:
      "Duties still follow the former rule settings. Redrive it: what is in line already is left alone.",
  });
}

function sweep(parts: EventParts): WatchedJob {
  const job = evaluator(parts, {
    id: "SweepDuties",
    name: "sweep-duties",
    description: "Reaches what falls due today, and takes the reminders a step further",
    schema: sweepDuties,
    environment: { ...evaluationTables(parts), ...absenceTables(parts) },
    timeout: Duration.minutes(10),
  });
  const { table } = parts.data.tableOf(obligationTable);
  job.allow(["dynamodb:Query"], [`${table.tableArn}/index/byDay`]);
  job.allowTable(parts.data.tableOf(ledgerTable), { read: ["Query"] });
  job.allowTable(parts.data.tableOf(membershipTable), { read: ["GetItem"] });
  // Before the working day, so that what is due stands in the morning's list.
  const schedule = new DailyJob(parts.scope, "DutySweep", { job, at: { hour: 6, minute: 30 } });
  return { schedule, job, meaningOfFailure: "Duties did not fall due today.", runbook: "duty-sweep" };
}

function digests({ scope, stage, data }: EventParts): WatchedJob {
  const duties = data.tableOf(obligationTable);
  const messages = data.tableOf(messageTable);
  const job = new ServiceFunction(scope, "TellDigests", {
    stage,
    name: "tell-digests",
    description: "Sends each person the reminders of the day, in one message",
    schema: tellDigests,
    environment: {
      ...accessTables({ data }),
      OBLIGATION_TABLE: duties.table.tableName,
      MESSAGE_TABLE: messages.table.tableName,
    },
    timeout: Duration.minutes(10),
  });
  job.allowTable(duties, { read: ["GetItem", "Query"], write: ["UpdateItem"] });
  job.allowTable(duties, { indexes: ["byDay"] });
  job.allowTable(messages, { write: ["PutItem"] });
  job.allowTable(data.tableOf(identityTable), { read: ["GetItem"] });
  job.allowTable(data.tableOf(organizationTable), { read: ["GetItem"] });
  // Half an hour after the sweep, when the reminders of all organisations have come together.
  const schedule = new DailyJob(scope, "DigestRound", { job, at: { hour: 7, minute: 0 } });
  return {
    schedule,
    job,
    meaningOfFailure: "Reminders of the day stand in the list and were not sent out.",
    runbook: "digest-round",
  };
}
