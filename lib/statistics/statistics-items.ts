import * as z from "zod";
import { type CountKey, readCountKey } from "./dimensions.ts";
import type { Counts, KeptPassedOn, KeptStanding, Standing } from "./statistics-store.ts";

/** The keys of the table, see `table.ts`. */
export const keys = {
  standing: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "STANDING" }),
  counts: (organizationId: string) => ({ pk: `ORG#${organizationId}`, sk: "COUNTS" }),
  passedOn: (organizationId: string) => ({ pk: `ORG#${organizationId}`, sk: "PASSED_ON" }),
  day: { pk: "DAY", sk: "DAY" },
};

export const groups = {
  people: (organizationId: string) => `PEOPLE#${organizationId}`,
  below: (organizationId: string) => `BELOW#${organizationId}`,
};

const Key = z.custom<CountKey>((key) => typeof key === "string" && readCountKey(key) !== undefined);
const CountRecord = z.record(Key, z.int()).transform((counts): Counts => new Map(countEntries(counts)));
const CountersItem = z.looseObject({ revision: z.int() });

const StoredStanding = z.object({
  personId: z.string(),
  organizationId: z.string(),
  name: z.string(),
  nameOrder: z.string(),
  keys: z.array(Key),
  changesOn: z.string().optional(),
  countedOn: z.string(),
  version: z.int(),
  revision: z.int(),
});

const StoredPassedOn = z.object({
  organizationId: z.string(),
  parentId: z.string(),
  counts: CountRecord,
  revision: z.int(),
});

export const PersonItem = z
  .object({
    personId: z.string(),
    organizationId: z.string(),
    name: z.string(),
    keys: z.array(Key),
    order: z.string(),
  })
  .transform(({ order: nameOrder, ...person }) => ({ ...person, nameOrder }));
export const OrganizationItem = z.object({ organizationId: z.string(), counts: CountRecord });

/** Whoever counts as nothing stands in no list; an attribute that is absent keeps an item out of an index. */
export function standingItem(standing: Standing, revision: number): Record<string, unknown> {
  const { personId, organizationId, nameOrder, changesOn, ...rest } = standing;
  return {
    ...keys.standing(personId),
    ...rest,
    personId,
    organizationId,
    nameOrder,
    revision,
    ...(standing.keys.length > 0 && { group: groups.people(organizationId), order: nameOrder }),
    ...(changesOn !== null && { changesOn }),
  };
}

export function readStanding(item: unknown): KeptStanding {
  const { changesOn, ...rest } = StoredStanding.parse(item);
  return { ...rest, changesOn: changesOn ?? null };
}

export function passedOnItem(
  { organizationId, parentId, counts }: Omit<KeptPassedOn, "revision">,
  revision: number,
): Record<string, unknown> {
  return {
    ...keys.passedOn(organizationId),
    organizationId,
    parentId,
    counts: Object.fromEntries(counts),
    revision,
    group: groups.below(parentId),
    order: organizationId,
  };
}

export function readPassedOn(item: unknown): KeptPassedOn | undefined {
  return StoredPassedOn.optional().parse(item);
}

/** Counters are attributes of their own, because DynamoDB adds to nothing deeper; a counter back at nought stays. */
export function readCounters(item: unknown): { counts: Counts; revision: number } {
  const { revision, ...attributes } = CountersItem.parse(item ?? { revision: 0 });
  return { counts: new Map(countEntries(attributes)), revision };
}

function countEntries(attributes: Readonly<Record<string, unknown>>): [CountKey, number][] {
  return Object.entries(attributes).flatMap(([key, count]): [CountKey, number][] =>
    readCountKey(key) !== undefined && typeof count === "number" && count !== 0 ? [[key as CountKey, count]] : [],
  );
}
