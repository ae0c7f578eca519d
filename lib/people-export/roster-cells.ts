import type { RosterField } from "../roster/columns.ts";
import type { RosterRow } from "../roster/roster-row.ts";
import { EDUCATION_LEVELS, GENDERS, MEMBER_CATEGORIES, MEMBERSHIP_STATUSES } from "../roster/vocabulary.ts";

/** A person in the columns of the roster, as far as known; the branch and the category by their names. */
export type RosterPerson = { readonly [Field in RosterField]?: RosterRow[Field] | undefined };

const terms: Partial<Record<RosterField, Readonly<Record<string, readonly [string, ...string[]]>>>> = {
  gender: GENDERS,
  education_level: EDUCATION_LEVELS,
  member_category: MEMBER_CATEGORIES,
  membership_status: MEMBERSHIP_STATUSES,
};

/** The cells of one person, in the words that an import reads back. */
export function rosterCells(person: RosterPerson, columns: readonly RosterField[]): string[] {
  return columns.map((column) => cellOf(column, person[column] ?? null));
}

function cellOf(column: RosterField, value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  return terms[column]?.[String(value)]?.[0] ?? String(value);
}
