import { Duration } from "aws-cdk-lib";
import { environment as keepLedger } from "../../functions/keep-ledger/environment.ts";
import { environment } from "../../functions/ledger-api/environment.ts";
import {
  ActivityCancelled,
  ActivityChanged,
  ActivityConfirmed,
  ActivityCorrected,
  ActivityGivenBack,
  ActivityHeld,
  ActivityPublished,
  ActivityRecorded,
} from "../../lib/activity/events.ts";
import { activityTable } from "../../lib/activity/table.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { ledgerTable } from "../../lib/ledger/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables, apiFunction, type EventParts, type EventWorkers } from "./parts.ts";

export function ledgerApi(parts: ApiParts): ServiceFunction {
  const ledger = parts.data.tableOf(ledgerTable);
  const membership = parts.data.tableOf(membershipTable);
  const duties = parts.data.tableOf(obligationTable);
  const api = apiFunction(parts, {
    name: "ledger-api",
    description: "Ledgers of organisations, records and study hours of people",
    schema: environment,
    environment: {
      ...accessTables(parts),
      LEDGER_TABLE: ledger.table.tableName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      OBLIGATION_TABLE: duties.table.tableName,
    },
    routes: routesByContext.ledger,
  });
  api.allowTable(ledger, { read: ["Query", "BatchGetItem"] });
  api.allowTable(membership, { read: ["GetItem"], indexes: ["byPlace"] });
  // Hours and what is asked for follow the university's own numbers.
  api.allowTable(duties, { read: ["GetItem"] });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["Query"] });
  api.allowTable(parts.data.tableOf(organizationTable), { indexes: ["byTree"] });
  return api;
}

export function ledgerWorkers({ scope, stage, data, bus }: EventParts): EventWorkers {
  const activity = data.tableOf(activityTable);
  const ledger = data.tableOf(ledgerTable);
  const consumer = new ServiceFunction(scope, "KeepLedger", {
    stage,
    name: "keep-ledger",
    description: "Brings the books of organisations and people up to date with an activity",
    schema: keepLedger,
    environment: { ACTIVITY_TABLE: activity.table.tableName, LEDGER_TABLE: ledger.table.tableName },
    // A thousand people stand in the books of one activity.
    timeout: Duration.seconds(60),
  });
  consumer.allowTable(activity, { read: ["GetItem", "Query"], write: ["PutItem"] });
  consumer.allowTable(ledger, { read: ["GetItem", "Query"], write: ["PutItem"] });
  const books = new QueueConsumer(scope, "LedgerBooks", {
    bus,
    consumer,
    events: [
      ActivityPublished,
      ActivityChanged,
      ActivityCancelled,
      ActivityHeld,
      ActivityRecorded,
      ActivityGivenBack,
      ActivityConfirmed,
      ActivityCorrected,
    ],
    batchSize: 5,
    meaningOfFailure:
      "A ledger or a person's record lags behind an activity. Redrive it: books are counted anew each time.",
  });
  return { consumers: [books], jobs: [] };
}
