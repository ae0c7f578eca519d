import * as z from "zod";
import { OrganizationActivityKind, RelationKind } from "../rules/facts/organization-facts.ts";
import { PolicyInput } from "../rules/policy.ts";
import { Duty } from "./duty.ts";
import { dutyStateNames } from "./duty-states.ts";
import { LadderSetting, recipientNames } from "./ladder.ts";
import { ladderStepNames, reminderChannelNames } from "./ladder-steps.ts";
import {
  type AbsenceClock,
  type DigestPart,
  type DueOwners,
  type Head,
  type StoredDuty as KeptDuty,
  sweepShards,
} from "./obligation-store.ts";
import { obligationTable } from "./table.ts";

/** The keys of the table, see `table.ts`. */
export const keys = {
  owner: (organizationId: string) => `ORG#${organizationId}`,
  head: (organizationId: string) => ({ pk: keys.owner(organizationId), sk: "HEAD" }),
  activity: (organizationId: string, activityId: string) => ({
    pk: keys.owner(organizationId),
    sk: `ACT#${activityId}`,
  }),
  relation: (organizationId: string, relationId: string) => ({
    pk: keys.owner(organizationId),
    sk: `RELATION#${relationId}`,
  }),
  duty: (organizationId: string, dutyId: string) => ({ pk: keys.owner(organizationId), sk: `DUTY#${dutyId}` }),
  reminder: (organizationId: string, day: string) => ({ pk: keys.owner(organizationId), sk: `REMINDER#${day}` }),
  board: (year: number, organizationId: string) => ({ pk: `BOARD#${year}`, sk: organizationId }),
  places: (activityId: string) => ({ pk: `ACTIVITY#${activityId}`, sk: "PLACES" }),
  digest: (accountId: string, day: string) => ({ pk: `ACCOUNT#${accountId}`, sk: `DIGEST#${day}` }),
  absence: (personId: string) => ({ pk: `ABSENCE#${personId}`, sk: "CLOCK" }),
  policy: { pk: "SETTINGS", sk: "POLICY" },
  swept: { pk: "SETTINGS", sk: "SWEPT" },
};

export const StoredHead = z.object({
  organizationId: z.string(),
  version: z.int().positive(),
  evaluatedOn: z.string(),
  nextDay: z.string().nullable(),
});
export const StoredDuty = Duty.extend({ isDueAnnounced: z.boolean() });
export const StoredActivity = z.object({
  activityId: z.string(),
  version: z.int().positive(),
  on: z.string(),
  duties: z.array(OrganizationActivityKind),
  groupId: z.string().nullable(),
});
export const StoredRelation = z.object({
  relationId: z.string(),
  version: z.int().positive(),
  kind: RelationKind,
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
});
export const StoredAbsence = z.object({
  personId: z.string(),
  version: z.int().positive(),
  told: z.array(z.object({ organizationId: z.string(), since: z.string() })),
  nextDay: z.string().nullable(),
});
export const StoredReminder = z.object({
  organizationId: z.string(),
  day: z.string(),
  lines: z.array(
    z.object({
      dutyId: z.string(),
      recipient: z.enum(recipientNames),
      step: z.enum(ladderStepNames),
      isPushed: z.boolean(),
      channels: z.array(z.enum(reminderChannelNames)).nullable().default(null),
    }),
  ),
  isWeekly: z.boolean(),
});
export const StoredBoard = z.object({
  organizationId: z.string(),
  year: z.int(),
  cells: z.array(z.tuple([z.string(), z.string().nullable(), z.enum(dutyStateNames)])),
});
export const StoredPlaces = z.object({
  activityId: z.string(),
  version: z.int().positive(),
  organizationIds: z.array(z.string()),
});
export const StoredPolicy = z.object({
  version: z.int().positive(),
  policy: PolicyInput,
  judgedFrom: z.string().nullable(),
  ladders: z.array(LadderSetting),
});
/** `committee#organisation`: a set of such texts grows without being read first. */
const DigestPartText = z.templateLiteral([z.enum(recipientNames), "#", z.string()]).transform((text) => ({
  recipient: z.enum(recipientNames).parse(text.slice(0, text.indexOf("#"))),
  organizationId: text.slice(text.indexOf("#") + 1),
}));
export const digestPartText = ({ recipient, organizationId }: DigestPart): string => `${recipient}#${organizationId}`;

export const StoredDigest = z.object({
  accountId: z.string(),
  day: z.string(),
  parts: z
    .union([z.set(z.string()), z.array(z.string())])
    .transform((texts) => [...texts].sort())
    .pipe(z.array(DigestPartText)),
});

/** Seconds after which digests and reminders are removed: two years, as long as a supervision looks back. */
const remindersKeptSeconds = 2 * 365 * 24 * 60 * 60;
export const expiryOf = (day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / 1000) + remindersKeptSeconds;

const { byDay, byAccount } = obligationTable.indexes;

export const sweepDayOf = (day: string, shard: number) => `${day}#${shard}`;

export function sweepKeysOf({ organizationId, nextDay }: Head): Record<string, string> {
  if (nextDay === null) return {};
  return {
    [byDay.partitionKey]: sweepDayOf(nextDay, shardOf(organizationId)),
    [byDay.sortKey]: organizationId,
  };
}

const absencePrefix = "ABSENCE#";

/** Beside the heads of the day, so that a morning without anything due costs no read more. */
export function absenceKeysOf({ personId, nextDay }: AbsenceClock): Record<string, string> {
  if (nextDay === null) return {};
  return {
    [byDay.partitionKey]: sweepDayOf(nextDay, shardOf(personId)),
    [byDay.sortKey]: `${absencePrefix}${personId}`,
  };
}

/** Which organisations and people the items of a day in the index are about. */
export function dueOwnersOf(items: readonly Record<string, unknown>[]): DueOwners {
  const ids = items.map((item) => z.string().parse(item[byDay.sortKey]));
  return {
    organizations: ids.filter((id) => !id.startsWith(absencePrefix)),
    absent: ids.flatMap((id) => (id.startsWith(absencePrefix) ? [id.slice(absencePrefix.length)] : [])),
  };
}

/** Spreads the organisations evenly and always alike. */
function shardOf(organizationId: string): number {
  let sum = 0;
  for (const character of organizationId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % sweepShards;
}

/** The partition of the digests of a day that have to go out. */
export const untoldOf = (day: string, shard: number): string => `DIGEST#${day}#${shard}`;

export function untoldKeysOf(accountId: string, day: string): Record<string, string> {
  return { [byDay.partitionKey]: untoldOf(day, shardOf(accountId)), [byDay.sortKey]: accountId };
}

/** Finished tasks leave the list of the person who was responsible. */
export function accountKeysOf({ task, due, organizationId, dutyId, state }: KeptDuty): Record<string, string> {
  const accountId = task?.responsibleAccountId ?? null;
  if (accountId === null || !["open", "overdue", "submitted"].includes(state)) return {};
  return {
    [byAccount.partitionKey]: accountId,
    [byAccount.sortKey]: `${due ?? "9999"}#${organizationId}#${dutyId}`,
  };
}
