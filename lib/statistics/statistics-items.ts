import * as z from "zod";
import {
  type CountKey,
  countKey,
  type DimensionName,
  dimensionNames,
  type Population,
  readCountKey,
} from "./dimensions.ts";
import type { Counts, Holder, KeptPassedOn, KeptStanding, PassedOn, Standing } from "./statistics-store.ts";

/** The keys of the table, see `table.ts`. */
export const keys = {
  standing: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "STANDING" }),
  counts: (organizationId: string) => ({ pk: `ORG#${organizationId}`, sk: "COUNTS" }),
  passedOn: (organizationId: string) => ({ pk: `ORG#${organizationId}`, sk: "PASSED_ON" }),
  holders: (organizationId: string, key: string) => ({ pk: `ORG#${organizationId}`, sk: `${holdersPrefix}${key}` }),
  day: { pk: "DAY", sk: "DAY" },
  comparison: { pk: "COMPARISON", sk: "COMPARISON" },
};

export const holdersPrefix = "HOLDERS#";

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
  isBranch: z.boolean(),
  revision: z.int(),
});

/** An index carries the keys of an item in any case, so ids are read from them. */
export const PersonItem = z
  .object({ pk: z.string(), group: z.string(), order: z.string(), name: z.string(), line: z.string() })
  .transform(({ pk, group, order, name, line }) => ({
    personId: pk.slice(keys.standing("").pk.length),
    organizationId: group.slice(groups.people("").length),
    name,
    nameOrder: order,
    keys: keysIn(line),
  }));
export const OrganizationItem = z
  .object({ order: z.string(), counts: CountRecord })
  .transform(({ order, counts }) => ({ organizationId: order, counts }));
export const HoldersItem = z.object({ sk: z.string(), holders: z.set(z.string()).optional() });

/** Dimensions as they stand in a line. Never reuse a letter. */
const letters: Readonly<Record<DimensionName, string>> = {
  category: "c",
  sex: "s",
  ethnicity: "e",
  ethnic_group: "g",
  age: "a",
  education: "d",
  occupation: "o",
  era: "t",
  party_age: "p",
  situation: "w",
};
const byLetter = new Map(dimensionNames.map((name) => [letters[name], name]));

/** Under which keys a person counts, in a third of the space: everybody's are of one population. */
export function lineOf(counted: readonly CountKey[]): string {
  const read = counted.flatMap((key) => readCountKey(key) ?? []);
  const [first] = read;
  if (first === undefined) return "";
  return [first.population, ...read.map(({ dimension, band }) => `${letters[dimension]}=${band}`)].join(" ");
}

export function keysIn(line: string): readonly CountKey[] {
  const [population, ...bands] = line.split(" ");
  return bands.flatMap((text) => {
    const dimension = byLetter.get(text.slice(0, 1));
    return dimension === undefined ? [] : [countKey(population as Population, dimension, text.slice(2))];
  });
}

/** Holders are a set of ids; whoever holds people itself is told apart by a sign that no id contains. */
export function holderText({ organizationId, isBranch }: Holder): string {
  return isBranch ? organizationId : `${organizationId}/`;
}

export function readHolder(text: string): Holder {
  return { organizationId: text.replace("/", ""), isBranch: !text.endsWith("/") };
}

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
    ...(standing.keys.length > 0 && {
      group: groups.people(organizationId),
      order: nameOrder,
      line: lineOf(standing.keys),
    }),
    ...(changesOn !== null && { changesOn }),
  };
}

export function readStanding(item: unknown): KeptStanding {
  const { changesOn, ...rest } = StoredStanding.parse(item);
  return { ...rest, changesOn: changesOn ?? null };
}

export function passedOnItem(
  { organizationId, parentId, counts, isBranch }: PassedOn,
  revision: number,
): Record<string, unknown> {
  return {
    ...keys.passedOn(organizationId),
    organizationId,
    parentId,
    counts: Object.fromEntries(counts),
    isBranch,
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
