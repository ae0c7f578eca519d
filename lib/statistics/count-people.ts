import { isDeepStrictEqual } from "node:util";
import type { Outcome } from "../shared/event.ts";
import { countKeysOf } from "./count-keys.ts";
import type { CountedPerson, PeopleRegister } from "./counted-person.ts";
import {
  type KeptStanding,
  maximumStandings,
  type Standing,
  type StandingChange,
  type StatisticsStore,
} from "./statistics-store.ts";

export interface CountDependencies {
  readonly store: Pick<StatisticsStore, "findStandings" | "saveStandings">;
  readonly people: PeopleRegister;
  readonly rollUp: (organizationIds: Iterable<string>) => Promise<void>;
}

const attempts = 10;

/**
 * Counts people as they stand now, whatever led here: a fact, a repeat of it, a new day or a recount. The standing that
 * was kept says what has to be taken back. `formerPlaces` are those that a fact says a person left: the standing no longer
 * knows them when an earlier try was cut short. Units: 2 reads a person; 5 writes a person and 4 a branch where something
 * changed; and what `rollUp` needs.
 */
export function countPeople(dependencies: CountDependencies) {
  return async (
    personIds: readonly string[],
    day: string,
    formerPlaces: readonly string[] = [],
  ): Promise<ReadonlyMap<string, Outcome>> => {
    const outcomes = new Map<string, Outcome>();
    const places = new Set<string>(formerPlaces);
    const ids = [...new Set(personIds)];
    for (let start = 0; start < ids.length; start += maximumStandings) {
      const slice = ids.slice(start, start + maximumStandings);
      const changed = await settle(dependencies, slice, { day, places });
      for (const id of slice) outcomes.set(id, changed.has(id) ? "done" : "already_done");
    }
    await dependencies.rollUp(places);
    return outcomes;
  };
}

async function settle(
  { store, people }: CountDependencies,
  ids: readonly string[],
  { day, places }: { day: string; places: Set<string> },
): Promise<ReadonlySet<string>> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // In this order: a record that changes after it was read has a fact of its own still to come.
    const kept = await store.findStandings(ids);
    const found = await people.findPeople(ids);
    if (found.length < ids.length) throw new Error("a person to count is missing");
    const changes = found.flatMap((person) => changeOf(kept.get(person.personId), person, day) ?? []);
    // Also the places of whoever stands already: an earlier try may have been cut short before the superiors knew.
    for (const { organizationId } of [...kept.values(), ...found]) places.add(organizationId);
    if (changes.length === 0 || (await store.saveStandings(changes))) {
      return new Set(changes.map(({ after }) => after.personId));
    }
  }
  throw new Error("the people are being counted elsewhere");
}

function changeOf(before: KeptStanding | undefined, person: CountedPerson, day: string): StandingChange | undefined {
  if (before !== undefined && before.version > person.version) return undefined;
  const countedOn = before !== undefined && before.countedOn > day ? before.countedOn : day;
  const { personId, version, organizationId, nameOrder, fields } = person;
  const counted = countKeysOf(person, countedOn);
  const after: Standing = { personId, organizationId, name: fields.name, nameOrder, ...counted, countedOn, version };
  return before !== undefined && isSame(before, after) ? undefined : { before, after };
}

function isSame(before: Standing, after: Standing): boolean {
  const compared = ({ organizationId, name, nameOrder, keys, changesOn }: Standing) => {
    return { organizationId, name, nameOrder, keys, changesOn };
  };
  return isDeepStrictEqual(compared(before), compared(after));
}
