import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbActivityStore } from "../../lib/activity/activity-store.dynamodb.ts";
import { dynamodbAttendanceStore } from "../../lib/activity/attendance-store.dynamodb.ts";
import { dynamodbLeaveStore } from "../../lib/activity/leave-store.dynamodb.ts";
import { type Participation, participationOf } from "../../lib/ledger/absences.ts";
import type { ObligationStore } from "../../lib/obligation/obligation-store.ts";
import { sideBySide } from "../../lib/shared/side-by-side.ts";
import { activitySource } from "../keep-ledger/activity-source.ts";

interface Attendance {
  readonly store: Pick<ObligationStore, "listClocked">;
  readonly lookAfter: (personId: string, told: Participation) => Promise<unknown>;
}

/**
 * Moves the clocks of those of whom a confirmed activity says something: of whoever missed it, and of whoever took part and
 * has a clock. Most people have none, and cost half a read. Units: 1 read for some 20 people, half a read for each who was
 * there; those of a clock for each who was not.
 */
export function followAttendance(client: DynamoDBDocumentClient, tableName: string) {
  const activities = activitySource({
    store: dynamodbActivityStore(client, tableName),
    attendance: dynamodbAttendanceStore(client, tableName),
    leaves: dynamodbLeaveStore(client, tableName),
  });
  return async (activityId: string, { store, lookAfter }: Attendance): Promise<void> => {
    const activity = await activities.find(activityId);
    const people = (activity?.people ?? []).map((person) => ({ ...person, told: participationOf(person) }));
    const others = people.filter(({ told }) => !told.isMissed).map(({ personId }) => personId);
    const clocked = new Set(await store.listClocked(others));
    const concerned = people.filter(({ personId, told }) => told.isMissed || clocked.has(personId));
    await sideBySide(concerned, ({ personId, told }) => lookAfter(personId, told));
  };
}
