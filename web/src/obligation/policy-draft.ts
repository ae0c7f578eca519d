import type { RequestOf, ResponseOf } from "../api/contract.ts";
import type { Rule } from "./use-rules.ts";

export type RulePolicy = ResponseOf<"GET /api/rule-policy">;
export type PolicyDraft = RequestOf<"PUT /api/rule-policy">["body"];
export type LadderSetting = RulePolicy["ladders"][number];
export type Ladder = LadderSetting["ladder"];
export type HolidayYear = NonNullable<RulePolicy["policy"]["holidayYears"]>[number];

/** By which decision a number is set, and from when on it binds. */
export interface Decision {
  readonly since: string;
  readonly decidedBy: string;
}

/** What is sent back when nothing is changed. */
export function draftOf({ version, policy, judgedFrom, ladders }: RulePolicy): PolicyDraft {
  return { version, policy, judgedFrom, ladders };
}

export interface OwnNumber {
  readonly ruleId: string;
  readonly limit: string;
  readonly value: number;
}

/** A number from the day of its decision; a second one for the same day takes the place of the first. */
export function withNumber(draft: PolicyDraft, { ruleId, limit, value }: OwnNumber, decision: Decision): PolicyDraft {
  const others = (draft.policy.overrides ?? []).filter(
    (one) => one.ruleId !== ruleId || one.limit !== limit || one.since !== decision.since,
  );
  return { ...draft, policy: { ...draft.policy, overrides: [...others, { ruleId, limit, value, ...decision }] } };
}

export function withoutNumber(draft: PolicyDraft, position: number): PolicyDraft {
  const overrides = (draft.policy.overrides ?? []).filter((_, index) => index !== position);
  return { ...draft, policy: { ...draft.policy, overrides } };
}

export function withReading(draft: PolicyDraft, ruleId: string, option: string, decision: Decision): PolicyDraft {
  const others = (draft.policy.readings ?? []).filter((one) => one.ruleId !== ruleId || one.since !== decision.since);
  return { ...draft, policy: { ...draft.policy, readings: [...others, { ruleId, option, ...decision }] } };
}

/** A ladder takes the place of the one for the same rule and organisation. */
export function withLadder(draft: PolicyDraft, setting: LadderSetting): PolicyDraft {
  const others = draft.ladders.filter(
    (one) => one.ruleId !== setting.ruleId || (one.organizationId ?? null) !== setting.organizationId,
  );
  return { ...draft, ladders: [...others, setting] };
}

export function withoutLadder(draft: PolicyDraft, position: number): PolicyDraft {
  return { ...draft, ladders: draft.ladders.filter((_, index) => index !== position) };
}

export function withHolidays(draft: PolicyDraft, year: HolidayYear): PolicyDraft {
  const others = (draft.policy.holidayYears ?? []).filter((one) => one.year !== year.year);
  return { ...draft, policy: { ...draft.policy, holidayYears: [...others, year] } };
}

/** Rules whose number or reading is not settled by a text: local practice, recollection, sources that disagree. */
export const unsettled = (rules: readonly Rule[]): Rule[] =>
  rules.filter(({ settings, readings }) => settings.length > 0 || Object.keys(readings).length > 0);

export interface NumberChoice {
  readonly value: string;
  readonly label: string;
  readonly ruleId: string;
  readonly limit: string;
  /** The range of a setting; absent: the number may only become stricter. */
  readonly range: { readonly min: number; readonly max: number } | undefined;
  readonly warnings: Rule["warnings"];
}

/** Every number that a university may set. */
export function numberChoices(rules: readonly Rule[], language: "zh" | "en"): NumberChoice[] {
  return rules.flatMap(({ id, statement, limits, settings, warnings }) =>
    limits.map(({ name, text }) => ({
      value: `${id}/${name}`,
      label: `${id} ${statement[language]} ${text[language]}`,
      ruleId: id,
      limit: name,
      range: settings.find(({ limit }) => limit === name),
      warnings,
    })),
  );
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** One stretch a line, `2027-02-05 2027-02-11`, or a single day; null where a line is not understood. */
export function readDays(text: string): (readonly [string, string])[] | null {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const stretches = lines.map((line) => line.split(/[\s,，~至]+/));
  const isRead = stretches.every((parts) => parts.length <= 2 && parts.every((part) => day.test(part)));
  if (!isRead) return null;
  return stretches.map(([first = "", last = first]) => [first, last] as const);
}
