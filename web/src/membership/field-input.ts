import { parseDate } from "../../../lib/roster/partial-date.ts";
import type { RequestOf } from "../api/contract.ts";
import { type FieldName, type FieldValue, kindOf, type Person } from "./person-fields.ts";

type FieldsInput = RequestOf<"POST /api/people/{personId}/change">["body"]["fields"];

/** What a form holds: text for every field, "yes" and "no" for flags, "" for nothing. */
export type FieldTexts = Partial<Record<FieldName, string>>;

export function textOf(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

export function textsOf(fields: Person["fields"]): FieldTexts {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, textOf(value)]));
}

/** Dates are taken as people write them: 2019-06-01, 2019.6.1, 20190601, 2019年6月, a month where no day is known. */
export function readDate(text: string): string | undefined {
  return parseDate(text.normalize("NFKC").trim());
}

function readValue(field: FieldName, typed: string): string | boolean | null {
  const text = typed.trim();
  if (text === "") return null;
  if (kindOf(field) === "flag") return text === "yes";
  return kindOf(field) === "date" ? (readDate(text) ?? text) : text;
}

/** What the form says differently from the record, as the API takes it. */
export function changedFields(record: Person["fields"], texts: FieldTexts): FieldsInput {
  const changed = Object.entries(texts).filter(
    ([field, text]) => text !== undefined && text.trim() !== textOf(record[field as FieldName]),
  );
  return Object.fromEntries(changed.map(([field, text]) => [field, readValue(field as FieldName, text)]));
}

export interface FieldDifference {
  readonly field: FieldName;
  readonly before: FieldValue | undefined;
  readonly after: FieldValue | undefined;
}

/** What somebody else made of a record since it was read. */
export function differencesOf(before: Person, after: Person): FieldDifference[] {
  const fields = Object.keys(after.fields) as FieldName[];
  return fields
    .filter((field) => before.fields[field] !== after.fields[field])
    .map((field) => ({ field, before: before.fields[field], after: after.fields[field] }));
}
