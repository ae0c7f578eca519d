import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { queryAll } from "../runtime/query-all.ts";
import { type ContactLoss, type ContactStanding, contactLossesOf, type StandingSince } from "./contact-losses.ts";
import { Person } from "./person.ts";
import { PersonFields } from "./person-fields.ts";
import { keys, linePrefix } from "./person-keys.ts";
import { readPersonPart } from "./read-person-part.dynamodb.ts";
import { RecordedChange } from "./timeline.ts";

const contactFields = ["is_lost_contact", "lost_contact_date", "membership_status"] as const;

/** Whether a change of these fields concerns somebody who is or was out of contact. */
export const tellsOfContact = (fields: readonly string[]): boolean =>
  contactFields.some((field) => fields.includes(field));

/** Of a record and its history, what tells of contact. Who it is and how to reach the person are not even read. */
const Record = Person.pick({ version: true, organizationId: true, stage: true, createdAt: true }).extend({
  fields: PersonFields.pick({ is_lost_contact: true, lost_contact_date: true, membership_status: true }),
});

const Line = z.object({
  line: z.object({
    version: z.int().positive(),
    at: z.iso.datetime(),
    effectiveOn: z.iso.date().nullable(),
    changes: z.array(RecordedChange),
  }),
});

export interface KnownLosses {
  readonly version: number;
  readonly losses: readonly ContactLoss[];
}

/**
 * When a person was out of contact, for whom to look after; undefined: nobody has to, or the person was erased. The history
 * is read only for whoever is out of contact, or where a change told of it. Units: 1 read, and 1 for 4 KB of the history.
 */
export function dynamodbContactLosses(client: DynamoDBDocumentClient, tableName: string) {
  return async (personId: string, isTold: boolean): Promise<KnownLosses | undefined> => {
    const record = await readPersonPart(client, { tableName, personId, Part: Record });
    if (record === undefined || !(isTold || record.fields.is_lost_contact === true)) return undefined;
    const lines = await listChanges(client, tableName, personId);
    return { version: record.version, losses: contactLossesOf(historyOf(record, lines)) };
  };
}

type Change = z.output<typeof Line>["line"];

async function listChanges(client: DynamoDBDocumentClient, tableName: string, personId: string): Promise<Change[]> {
  const items = await queryAll(client, {
    TableName: tableName,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :lines)",
    ExpressionAttributeValues: { ":pk": keys.person(personId).pk, ":lines": linePrefix },
    ConsistentRead: true,
  });
  return items.flatMap((item) => Line.safeParse(item).data?.line ?? []);
}

/** Undoes one change after the other, back to the day of the registration. What was written after the record was read waits. */
function historyOf(record: z.output<typeof Record>, changes: readonly Change[]): StandingSince[] {
  const known = changes.filter(({ version }) => version <= record.version);
  const history: StandingSince[] = [];
  let present = new Map<string, unknown>([
    ...contactFields.map((field) => [field, record.fields[field]] as const),
    ["organization_id", record.organizationId],
    ["stage", record.stage],
  ]);
  for (const { at, effectiveOn, changes: undone } of known.sort((one, other) => other.version - one.version)) {
    history.push({ ...standingOf(present), at, effectiveOn });
    present = new Map([...present, ...undone.map(({ field, before }) => [field, before] as const)]);
  }
  history.push({ ...standingOf(present), at: record.createdAt, effectiveOn: null });
  return history.reverse();
}

function standingOf(present: ReadonlyMap<string, unknown>): ContactStanding {
  const lostOn = present.get("lost_contact_date");
  return {
    organizationId: String(present.get("organization_id")),
    stage: Person.shape.stage.parse(present.get("stage")),
    isLost: present.get("is_lost_contact") === true,
    lostOn: typeof lostOn === "string" ? lostOn : null,
    isSuspended: present.get("membership_status") === "membership_suspended",
  };
}
