import { findEthnicGroup } from "../roster/ethnic-groups.ts";
import { compactText } from "../roster/normalize-text.ts";
import { addYears, latest, type PartialDate } from "../roster/partial-date.ts";
import type { CountedPerson } from "./counted-person.ts";
import {
  ageBands,
  type CountKey,
  countKey,
  type DimensionName,
  eras,
  type Population,
  partyAgeBands,
} from "./dimensions.ts";
import { findOccupation } from "./find-occupation.ts";

/** As what a person counts on a day, and the next day on which that changes by itself; null: never. */
export interface Counted {
  readonly keys: readonly CountKey[];
  readonly changesOn: string | null;
}

const populationOf: Readonly<Record<string, Population | undefined>> = {
  full_member: "member",
  probationary_member: "member",
  development_target: "candidate",
  activist: "candidate",
  applicant: "candidate",
};

/** Where only a month is known of a date, it counts from the last day of that month, as in a person's own record. */
export function countKeysOf(person: CountedPerson, day: string): Counted {
  const population = populationOf[person.stage];
  // Whoever has left, moved away or died counts as nothing.
  if (population === undefined) return { keys: [], changesOn: null };
  const { fields, stage } = person;
  const age = bandOn(ageBands, fields.birth_date, day);
  const partyAge =
    stage === "full_member" && fields.conversion_date !== null
      ? bandOn(partyAgeBands, fields.conversion_date, day)
      : undefined;
  const bands: [DimensionName, string][] = [
    ["category", stage],
    ["sex", fields.gender],
    ...ethnicityBands(fields.ethnicity),
    ["age", age.band],
    ["education", fields.education_level ?? "unknown"],
    ["occupation", findOccupation(fields.post_category)],
  ];
  if (population === "member") bands.push(["era", eraOf(fields.admission_date)]);
  if (stage === "full_member") bands.push(["party_age", partyAge?.band ?? "unknown"]);
  if (fields.is_mobile_member === true) bands.push(["situation", "mobile"]);
  if (fields.is_lost_contact === true) bands.push(["situation", "lost_contact"]);
  const days = [age.changesOn, partyAge?.changesOn].filter((one) => one !== undefined).sort();
  return {
    keys: bands.map(([dimension, band]) => countKey(population, dimension, band)),
    changesOn: days[0] ?? null,
  };
}

/** The band reached on the day, and the day on which the next one will be. */
function bandOn(
  bands: Readonly<Record<string, { readonly from: number }>>,
  since: PartialDate,
  day: string,
): { band: string; changesOn: string | undefined } {
  const beginnings = Object.entries(bands).map(([band, { from }]) => ({ band, on: addYears(latest(since), from) }));
  // The first band begins with the date itself; a date in the future is in it already.
  const reached = beginnings.findLastIndex(({ on }, index) => index === 0 || on <= day);
  return { band: beginnings[reached]?.band ?? "", changesOn: beginnings[reached + 1]?.on };
}

function eraOf(admission: PartialDate | null): string {
  if (admission === null) return "unknown";
  return Object.entries(eras).findLast(([, { from }]) => from <= latest(admission))?.[0] ?? "unknown";
}

function ethnicityBands(ethnicity: string | null): [DimensionName, string][] {
  const group = ethnicity === null ? undefined : findEthnicGroup(compactText(ethnicity));
  if (group === undefined) return [["ethnicity", "unknown"]];
  if (group === "汉族") return [["ethnicity", "han"]];
  // The entries of the national system that are no group do not end so.
  if (!group.endsWith("族")) return [["ethnicity", "other"]];
  return [
    ["ethnicity", "minority"],
    ["ethnic_group", group],
  ];
}
