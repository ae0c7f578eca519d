import { Duration } from "aws-cdk-lib";
import { environment as erasePeople } from "../../functions/erase-people/environment.ts";
import { environment as forgetPerson } from "../../functions/forget-person/environment.ts";
import { environment } from "../../functions/personal-data-api/environment.ts";
import { activityTable } from "../../lib/activity/table.ts";
import { routesByContext } from "../../lib/contract.ts";
import { feedbackTable } from "../../lib/feedback/table.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { ledgerTable } from "../../lib/ledger/table.ts";
import { PersonErased } from "../../lib/membership/events.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { messageTable } from "../../lib/message/table.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import type { TableDefinition } from "../../lib/shared/table.ts";
import { statisticsTable } from "../../lib/statistics/table.ts";
import { transferTable } from "../../lib/transfer/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import type { DataStack } from "../data.ts";
import { type ApiParts, apiFunction, type EventParts, type EventWorkers } from "./parts.ts";

/** How each table that holds something about people is asked what there is: by key, below a partition, or by an index. */
const holders = {
  IDENTITY_TABLE: { definition: identityTable, by: ["key"], indexes: ["byHolder"] },
  ORGANIZATION_TABLE: { definition: organizationTable, by: ["key"], indexes: [] },
  STATISTICS_TABLE: { definition: statisticsTable, by: ["key"], indexes: [] },
  TRANSFER_TABLE: { definition: transferTable, by: ["key", "partition"], indexes: [] },
  ACTIVITY_TABLE: { definition: activityTable, by: ["key", "partition"], indexes: ["byPerson", "byPlace"] },
  LEDGER_TABLE: { definition: ledgerTable, by: ["partition"], indexes: [] },
  MESSAGE_TABLE: { definition: messageTable, by: ["key", "partition"], indexes: [] },
  OBLIGATION_TABLE: { definition: obligationTable, by: ["partition"], indexes: [] },
  FEEDBACK_TABLE: { definition: feedbackTable, by: ["partition"], indexes: [] },
} as const satisfies Record<string, Holder>;
type HolderName = keyof typeof holders;

interface Holder {
  readonly definition: TableDefinition;
  readonly by: readonly ("key" | "partition")[];
  readonly indexes: readonly string[];
}

function holderTables(data: DataStack): Record<HolderName, string> {
  const entries = Object.entries(holders).map(([name, { definition }]) => [
    name,
    data.tableOf(definition).table.tableName,
  ]);
  return Object.fromEntries(entries) as Record<HolderName, string>;
}

/** `isShown`: the items themselves are read, not only where they are. */
function allowReading(lambda: ServiceFunction, data: DataStack, isShown: boolean): void {
  for (const { definition, by, indexes } of Object.values<Holder>(holders)) {
    const { table, key } = data.tableOf(definition);
    lambda.allowTable({ table, key }, { read: isShown || by.includes("key") ? ["BatchGetItem"] : [] });
    const queried = [
      ...(by.includes("partition") ? [table.tableArn] : []),
      ...indexes.map((index) => `${table.tableArn}/index/${index}`),
    ];
    if (queried.length > 0) lambda.allow(["dynamodb:Query"], queried);
  }
}

export function personalDataApi(parts: ApiParts): ServiceFunction {
  const { data } = parts;
  const membership = data.tableOf(membershipTable);
  const api = apiFunction(parts, {
    name: "personal-data-api",
    description: "Copies of everything about a person, and requests for deletion",
    schema: environment,
    environment: { ...holderTables(data), MEMBERSHIP_TABLE: membership.table.tableName },
    routes: routesByContext["personal-data"],
  });
  allowReading(api, data, true);
  api.allowTable(membership, {
    read: ["GetItem", "BatchGetItem", "Query"],
    write: ["PutItem", "DeleteItem", "ConditionCheckItem"],
  });
  return api;
}

export function personalDataWorkers(parts: EventParts): EventWorkers {
  const { schedule, job } = deletions(parts);
  return {
    consumers: [forgetting(parts)],
    jobs: [
      {
        schedule,
        job,
        meaningOfFailure: "People whose day of deletion has come are still there. The next run goes on.",
        runbook: "deletion-of-people",
      },
    ],
  };
}

function forgetting({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const consumer = new ServiceFunction(scope, "ForgetPerson", {
    stage,
    name: "forget-person",
    description: "Takes a deleted person out of every context",
    schema: forgetPerson,
    environment: holderTables(data),
    // Some hundred items a person.
    timeout: Duration.seconds(60),
  });
  allowReading(consumer, data, false);
  for (const { definition } of Object.values(holders)) {
    const write = definition === identityTable ? (["DeleteItem", "UpdateItem"] as const) : (["DeleteItem"] as const);
    consumer.allowTable(data.tableOf(definition), { write: [...write] });
  }
  return new QueueConsumer(scope, "Forgetting", {
    bus,
    consumer,
    events: [PersonErased],
    batchSize: 1,
    meaningOfFailure:
      "Something about a deleted person is left in a context. Redrive it before the law is broken: it may run again and again.",
  });
}

function deletions({ scope, stage, data }: EventParts): { schedule: DailyJob; job: ServiceFunction } {
  const membership = data.tableOf(membershipTable);
  const identity = data.tableOf(identityTable);
  const job = new ServiceFunction(scope, "ErasePeople", {
    stage,
    name: "erase-people",
    description: "Deletes the records of people whose day of deletion has come",
    schema: erasePeople,
    environment: { MEMBERSHIP_TABLE: membership.table.tableName, IDENTITY_TABLE: identity.table.tableName },
    timeout: Duration.minutes(10),
  });
  job.allowTable(membership, { read: ["GetItem", "Query"], write: ["PutItem", "DeleteItem"] });
  job.allowTable(identity, { read: ["GetItem"] });
  return { schedule: new DailyJob(scope, "Deletions", { job, at: { hour: 2, minute: 40 } }), job };
}
