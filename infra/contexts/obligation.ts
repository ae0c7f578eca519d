import { Duration } from "aws-cdk-lib";
import { environment as applyRulePolicy } from "../../functions/apply-rule-policy/environment.ts";
import { environment as followDuties } from "../../functions/follow-duties/environment.ts";
import { environment } from "../../functions/obligation-api/environment.ts";
import { environment as sweepDuties } from "../../functions/sweep-duties/environment.ts";
import { ActivityConfirmed, ActivityCorrected } from "../../lib/activity/events.ts";
import { routesByContext } from "../../lib/contract.ts";
import { FeedbackImprovementDecided, FeedbackResultRecorded } from "../../lib/feedback/events.ts";
import { AppointmentEnded, AppointmentMade } from "../../lib/identity/events.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { DutyReminderIssued, RulePolicyChanged } from "../../lib/obligation/events.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import {
  OrganizationCreated,
  OrganizationDissolved,
  OrganizationMoved,
  OrganizationRenamed,
} from "../../lib/organization/events.ts";
import { organizationTable } from "../../lib/organization/table.ts";
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
  api.allowTable(duties, { read: ["GetItem", "BatchGetItem"], write: ["PutItem"] });
  api.allow(["dynamodb:Query"], [duties.table.tableArn, `${duties.table.tableArn}/index/byAccount`]);
  return api;
}

export function obligationWorkers(parts: EventParts): EventWorkers {
  return { consumers: [followers(parts), policies(parts)], jobs: [sweep(parts)] };
}

/** Evaluates duties: reads the tree, reads and writes the duties. */
function evaluator(
  { scope, stage, data }: EventParts,
  props: { id: string; name: string; description: string; schema: typeof followDuties; timeout: Duration },
): ServiceFunction {
  const duties = data.tableOf(obligationTable);
  const tree = data.tableOf(organizationTable);
  const { id, ...rest } = props;
  const lambda = new ServiceFunction(scope, id, {
    stage,
    ...rest,
    environment: { ...accessTables({ data }), OBLIGATION_TABLE: duties.table.tableName },
  });
  lambda.allowTable(data.tableOf(identityTable), { read: ["Query"] });
  lambda.allowTable(tree, { read: ["GetItem"], indexes: ["byTree"] });
  lambda.allowTable(duties, { read: ["GetItem", "Query"], write: ["PutItem"] });
  return lambda;
}

function followers(parts: EventParts): QueueConsumer {
  const consumer = evaluator(parts, {
    id: "FollowDuties",
    name: "follow-duties",
    description: "Brings duties in line with what organisations are and did",
    schema: followDuties,
    timeout: Duration.seconds(20),
  });
  const { table } = parts.data.tableOf(obligationTable);
  consumer.allow(["dynamodb:UpdateItem"], [table.tableArn]);
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
      OrganizationCreated,
      OrganizationRenamed,
      OrganizationMoved,
      OrganizationDissolved,
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
    timeout: Duration.minutes(10),
  });
  const { table } = parts.data.tableOf(obligationTable);
  job.allow(["dynamodb:Query"], [`${table.tableArn}/index/byDay`]);
  // Before the working day, so that what is due stands in the morning's list.
  const schedule = new DailyJob(parts.scope, "DutySweep", { job, at: { hour: 6, minute: 30 } });
  return { schedule, job, meaningOfFailure: "Duties did not fall due today.", runbook: "duty-sweep" };
}
