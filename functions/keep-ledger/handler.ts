import { dynamodbActivityStore } from "../../lib/activity/activity-store.dynamodb.ts";
import { dynamodbAttendanceStore } from "../../lib/activity/attendance-store.dynamodb.ts";
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
import { dynamodbLeaveStore } from "../../lib/activity/leave-store.dynamodb.ts";
import { keepLedger } from "../../lib/ledger/keep-ledger.ts";
import { dynamodbLedgerStore } from "../../lib/ledger/ledger-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { activitySource } from "./activity-source.ts";
import { environment } from "./environment.ts";

const { ACTIVITY_TABLE, LEDGER_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const keep = keepLedger({
  store: dynamodbLedgerStore(client, LEDGER_TABLE),
  activities: activitySource({
    store: dynamodbActivityStore(client, ACTIVITY_TABLE),
    attendance: dynamodbAttendanceStore(client, ACTIVITY_TABLE),
    leaves: dynamodbLeaveStore(client, ACTIVITY_TABLE),
  }),
});

const steps = [
  ActivityPublished,
  ActivityChanged,
  ActivityCancelled,
  ActivityHeld,
  ActivityRecorded,
  ActivityGivenBack,
  ActivityConfirmed,
  ActivityCorrected,
];

export const handler = factConsumer(
  steps.map((step) => on(step, ({ subject }) => keep(subject.id))),
  () => new Date(),
);
