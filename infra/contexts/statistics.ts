import { CfnOutput, Duration } from "aws-cdk-lib";
import { environment as advanceStatistics } from "../../functions/advance-statistics/environment.ts";
import { environment as countStatistics } from "../../functions/count-statistics/environment.ts";
import { environment as rebuildStatistics } from "../../functions/rebuild-statistics/environment.ts";
import { environment } from "../../functions/statistics-api/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { MembershipChanged, PersonChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { OrganizationMoved } from "../../lib/organization/events.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { statisticsTable } from "../../lib/statistics/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import type { DataStack } from "../data.ts";
import { type ApiParts, accessTables, apiFunction, type EventParts, type EventWorkers } from "./parts.ts";

export function statisticsApi(parts: ApiParts): ServiceFunction {
  const statistics = parts.data.tableOf(statisticsTable);
  const api = apiFunction(parts, {
    name: "statistics-api",
    description: "Numbers of people",
    schema: environment,
    environment: { ...accessTables(parts), STATISTICS_TABLE: statistics.table.tableName },
    routes: routesByContext.statistics,
  });
  api.allowTable(statistics, { read: ["GetItem"], indexes: ["byGroup"] });
  return api;
}

/** Invoked by an operator, like the bootstrap. */
export function rebuildStatisticsFunction({
  scope,
  stage,
  data,
}: Omit<ApiParts, "api" | "authorizer">): ServiceFunction {
  const rebuild = new ServiceFunction(scope, "RebuildStatistics", {
    stage,
    name: "rebuild-statistics",
    description: "Invoked by an operator: compares the statistics with the people and puts right what differs",
    schema: rebuildStatistics,
    environment: countingTables(data),
    timeout: Duration.minutes(5),
  });
  allowCounting(rebuild, data);
  allowComparing(rebuild, data);
  new CfnOutput(scope, "RebuildStatisticsFunction", { value: rebuild.lambda.functionName });
  return rebuild;
}

export function statisticsWorkers(parts: EventParts): EventWorkers {
  return { consumers: [counters(parts)], jobs: [turnOfTheDay(parts)] };
}

function counters({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const consumer = new ServiceFunction(scope, "CountStatistics", {
    stage,
    name: "count-statistics",
    description: "Keeps the numbers of people by sex, age and the like",
    schema: countStatistics,
    environment: countingTables(data),
    // A batch of ten people of ten branches passes on the counters of some thirty organisations.
    timeout: Duration.seconds(15),
  });
  allowCounting(consumer, data);
  return new QueueConsumer(scope, "StatisticsCounters", {
    bus,
    consumer,
    events: [PersonRegistered, PersonChanged, MembershipChanged, PersonMoved, OrganizationMoved],
    // All numbers meet at the university: more writers would only wait for each other there.
    maximumConcurrency: 2,
    meaningOfFailure: "A person is missing from the statistics. Redrive it: each person counts once only.",
  });
}

function turnOfTheDay({ scope, stage, data }: EventParts): EventWorkers["jobs"][number] {
  const job = new ServiceFunction(scope, "AdvanceStatistics", {
    stage,
    name: "advance-statistics",
    description:
      "Moves people to the band of age that they reach on the day, and compares a part of the numbers with them",
    schema: advanceStatistics,
    environment: countingTables(data),
    timeout: Duration.minutes(5),
  });
  allowCounting(job, data);
  allowComparing(job, data);
  job.allowTable(data.tableOf(statisticsTable), { indexes: ["byDay"] });
  return {
    schedule: new DailyJob(scope, "StatisticsDay", { job, at: { hour: 0, minute: 5 } }),
    job,
    meaningOfFailure: "Numbers by age and Party age are those of the day that they name, not of today.",
    runbook: "statistics",
  };
}

function countingTables(data: DataStack) {
  return {
    STATISTICS_TABLE: data.tableOf(statisticsTable).table.tableName,
    MEMBERSHIP_TABLE: data.tableOf(membershipTable).table.tableName,
    ORGANIZATION_TABLE: data.tableOf(organizationTable).table.tableName,
  };
}

function allowComparing(lambda: ServiceFunction, data: DataStack): void {
  const statistics = data.tableOf(statisticsTable);
  lambda.allowTable(statistics, { indexes: ["byGroup"] });
  lambda.allowTable(statistics, { read: ["Query"], write: ["ConditionCheckItem"] });
  lambda.allowTable(data.tableOf(membershipTable), { indexes: ["byStage"] });
  lambda.allowTable(data.tableOf(organizationTable), { indexes: ["byTree"] });
}

function allowCounting(lambda: ServiceFunction, data: DataStack): void {
  lambda.allowTable(data.tableOf(statisticsTable), {
    read: ["GetItem", "BatchGetItem"],
    write: ["PutItem", "UpdateItem"],
  });
  lambda.allowTable(data.tableOf(membershipTable), { read: ["BatchGetItem"] });
  lambda.allowTable(data.tableOf(organizationTable), { read: ["GetItem"] });
}
