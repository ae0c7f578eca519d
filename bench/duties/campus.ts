import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { keepDuties } from "../../lib/obligation/keep-duties.ts";
import { keys, sweepKeysOf } from "../../lib/obligation/obligation-items.ts";
import { dynamodbObligationStore } from "../../lib/obligation/obligation-store.dynamodb.ts";
import type { StoredDuty } from "../../lib/obligation/obligation-store.ts";
import type { OrganizationHistory } from "../../lib/obligation/organization-history.ts";
import { sweepDuties } from "../../lib/obligation/sweep-duties.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import type { PlainDate } from "../../lib/rules/calendar/plain-date.ts";
import { consumedUnits } from "../../lib/runtime/consumed-units.ts";
import { commit } from "../../lib/runtime/dynamodb.ts";
import type { Engine } from "../members/engine.ts";

const dutiesOfOne = 20;
const yesterday: PlainDate = "2026-03-30";
const today: PlainDate = "2026-03-31";
/** The day for which the organisations wait of which nothing is due today. */
const later: PlainDate = "2026-05-31";

/** A branch that owes twenty things by the end of March: its theme day, its committee's meeting, those of its groups. */
function historyOf(organizationId: string): OrganizationHistory {
  return {
    organizationId,
    line: ["university", organizationId],
    facts: { id: organizationId, kind: "branch", fullMembers: 60, probationaryMembers: 1, hasCommittee: true },
    judgedFrom: "2026-03-01",
    endedOn: null,
    committee: [{ from: "2025-01-01", to: null }],
    groups: Array.from({ length: dutiesOfOne - 2 }, (_, index) => ({
      groupId: `${organizationId}-g${index}`,
      from: "2026-01-01",
      to: null,
    })),
    secretaries: [],
    ownLimits: [],
  };
}

/** BatchWriteItem takes so many. */
const writesAtOnce = 25;

async function putAll(client: DynamoDBDocumentClient, tableName: string, items: readonly object[]): Promise<void> {
  for (let start = 0; start < items.length; start += writesAtOnce) {
    const requests = items.slice(start, start + writesAtOnce).map((Item) => ({ PutRequest: { Item } }));
    const answer = await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }));
    if (Object.keys(answer.UnprocessedItems ?? {}).length > 0) throw new Error("the engine did not take everything");
  }
}

/** A table with all duties, as many of them due today as are asked for. */
export async function openDuties({ client, create }: Engine, { all, due }: { all: number; due: number }) {
  const tableName = await create(obligationTable);
  const store = dynamodbObligationStore(client, tableName);
  const keep = keepDuties({ store, sources: { describe: async (id) => historyOf(id) } });
  const at = new Date(`${yesterday}T06:30:00+08:00`);
  const dueOrganizations = Array.from({ length: Math.ceil(due / dutiesOfOne) }, (_, index) => `due-${index}`);
  const occasion = { at, correlationId: "bench", actor: null, on: yesterday, isSweep: true };
  for (const organizationId of dueOrganizations) await keep(organizationId, occasion);

  const pattern = dueOrganizations[0] ?? "pattern";
  if (dueOrganizations.length === 0) await keep(pattern, occasion);
  const { head, duties } = await store.load(pattern);
  if (head === undefined) throw new Error("the bench has no organisation to copy");
  const atEnd = duties.filter((duty) => duty.due === today).length;
  if (atEnd !== dutiesOfOne) throw new Error(`${atEnd} duties of an organisation fall due on the day of the sweep`);
  const count = Math.ceil(all / dutiesOfOne) - dueOrganizations.length;
  const others = Array.from({ length: count }, (_, index) => `rest-${index}`);
  const itemsOf = (organizationId: string) => {
    const waiting = { ...head, organizationId, nextDay: later };
    return [
      { ...keys.head(organizationId), ...waiting, ...sweepKeysOf(waiting) },
      ...duties.map((duty: StoredDuty) => ({ ...keys.duty(organizationId, duty.dutyId), ...duty, organizationId })),
    ];
  };
  for (const organizationId of others) await putAll(client, tableName, itemsOf(organizationId));
  // The one that was only copied waits like the others.
  if (dueOrganizations.length === 0) await putAll(client, tableName, itemsOf(pattern));
  await store.saveSweptDay(yesterday);

  return {
    async sweep() {
      const sweep = sweepDuties({ store, keep, lookAfter: async () => undefined, newCorrelationId: () => "bench" });
      const before = { ...consumedUnits };
      const startedAt = performance.now();
      const { organizations = 0 } = await sweep(new Date(`${today}T06:30:00+08:00`));
      const seconds = (performance.now() - startedAt) / 1000;
      const read = consumedUnits.read - before.read;
      const write = consumedUnits.write - before.write;
      return { organizations, seconds, read, write };
    },

    /** Organisations a second when the same items are read and written one after another, and nothing is computed. */
    async barePace(organizations: number): Promise<number> {
      const startedAt = performance.now();
      for (let number = 0; number < organizations; number++) {
        const { Items = [] } = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": keys.owner(pattern) },
            ConsistentRead: true,
          }),
        );
        const puts = Items.map((item) => ({
          Put: { TableName: tableName, Item: { ...item, pk: `BARE#${number}` } },
        }));
        await commit(client, puts);
      }
      return organizations / ((performance.now() - startedAt) / 1000);
    },
  };
}
