import { revealPurposes } from "../../../lib/membership/reveal-purposes.ts";
import { stages, transitions } from "../../../lib/membership/stage.ts";
import type { ResponseOf } from "../api/contract.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import { formatDate } from "../terms/dates.ts";
import type { Language } from "../terms/language.tsx";
import type { MembershipTerms } from "../terms/membership.ts";
import { nameOf } from "../terms/zh.ts";
import { type FieldName, kindOf } from "./person-fields.ts";

export type Line = ResponseOf<"GET /api/people/{personId}/timeline">["items"][number];
export type CorrectionLine = Extract<Line, { kind: "correction" }>;
type ChangedLine = Extract<Line, { kind: "changed" }>;
type ChangedValue = ChangedLine["changes"][number]["before"];

/** Everything that turns identifiers into words. */
export interface Words {
  readonly texts: MembershipTerms;
  readonly language: Language;
  readonly tree: OrganizationTree | undefined;
}

export interface DescribedChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** A value of a field as a screen shows it. */
export function describeValue(
  field: string,
  value: ChangedValue | undefined,
  { texts, language, tree }: Words,
): string {
  if (value === null || value === undefined || value === "") return texts.nothing;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  const text = String(value);
  if (field === "organization_id") return tree?.find(text)?.shortName ?? text;
  if (field === "stage" && text in stages) return stages[text as keyof typeof stages][language];
  if (field === "data_completeness") return `${text}%`;
  if (field in texts.values) return nameOf(texts.values[field as keyof typeof texts.values], text);
  const isDate = field === "probation_extended_to" || kindOf(field as FieldName) === "date";
  return isDate ? formatPartialDate(text, language) : text;
}

/** A date of which perhaps only the month is known. */
export function formatPartialDate(date: string, language: Language): string {
  if (date.length === 10) return formatDate(date, language);
  const [year, month] = date.split("-").map(Number);
  return language === "zh" ? `${year}年${month}月` : date;
}

export function describeChanges({ changes }: ChangedLine, words: Words): DescribedChange[] {
  return changes.map(({ field, before, after }) => ({
    name: nameOf({ ...words.texts.fields, ...words.texts.recordKeys }, field),
    before: describeValue(field, before, words),
    after: describeValue(field, after, words),
  }));
}

/** What happened, in a few words. */
export function titleOf(line: Line, { texts, language }: Words): string {
  switch (line.kind) {
    case "registered":
      return texts.lines.registered;
    case "changed":
      if (line.transition !== null) return transitions[line.transition][language];
      return line.changes.some(({ field }) => field === "organization_id") ? texts.lines.moved : texts.lines.changed;
    case "id_number_revealed":
      return texts.lines.revealed(revealPurposes[line.purpose][language]);
    case "exported":
      return texts.lines.exported;
    case "handed_out":
      return texts.lines.handedOut;
    case "correction":
      return texts.lines.correction;
  }
}

/** Where a change came from; nothing for what is always done by hand. */
export function sourceOf(line: Line, { texts }: Words): string | undefined {
  if (line.kind !== "registered" && line.kind !== "changed") return undefined;
  const [kind = ""] = line.source.split(":");
  return nameOf(texts.sources, kind);
}

export function actorOf({ actor, actorName }: Line, { texts }: Words): string {
  return actorName ?? actor ?? texts.system;
}
