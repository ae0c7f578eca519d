import * as z from "zod";
import { type Bilingual, both } from "./bilingual.ts";
import { HolidayYear } from "./calendar/holiday-year.ts";
import { PlainDate } from "./calendar/plain-date.ts";
import { calendarWith, stateCouncilCalendar, type WorkingCalendar } from "./calendar/working-days.ts";
import { getRule } from "./catalogue.ts";
import { type EditionId, editions } from "./data/regulations.ts";
import { type EditionStarts, getEdition } from "./edition.ts";
import { isAtLeastAsStrict, type Limit, limitText } from "./limit.ts";
import type { Rule } from "./rule.ts";
import { RuleError } from "./rule-error.ts";

const decision = { since: PlainDate, decidedBy: z.string().min(1) };

/** A university's own number for a limit of a rule, from a day on, with the decision that set it. */
export const Override = z.strictObject({
  ruleId: z.string(),
  limit: z.string(),
  value: z.int().nonnegative(),
  /** For a share: the whole of which the value is a part, `2` over `3` for two thirds. */
  over: z.int().positive().optional(),
  ...decision,
});
export type Override = z.output<typeof Override>;

export const ChosenReading = z.strictObject({ ruleId: z.string(), option: z.string(), ...decision });
export type ChosenReading = z.output<typeof ChosenReading>;

const editionIds = editions.map(({ id }) => id) as [EditionId, ...EditionId[]];

/** What a university decides about the rules. Stored as it is; `definePolicy` refuses what the rules do not allow. */
export const PolicyInput = z.strictObject({
  overrides: z.array(Override).default([]),
  readings: z.array(ChosenReading).default([]),
  /** The day from which an edition is applied here: the day of issue or later. */
  editionStarts: z.partialRecord(z.enum(editionIds), PlainDate).default({}),
  holidayYears: z.array(HolidayYear).default([]),
});
export type PolicyInput = z.input<typeof PolicyInput>;

export interface Policy {
  readonly overrides: readonly Override[];
  readonly readings: readonly ChosenReading[];
  readonly editionStarts: EditionStarts;
  readonly calendar: WorkingCalendar;
}

export const nationalPolicy: Policy = {
  overrides: [],
  readings: [],
  editionStarts: {},
  calendar: stateCouncilCalendar,
};

/** Where a use case that judges learns what the university decided: the next request follows a new decision. */
export interface PolicySource {
  readonly findPolicy: () => Promise<Policy>;
}

/** Every reading of a limit that the override has to answer to: the rule's own and those of its editions. */
function limitsNamed(rule: Rule, name: string): readonly Limit[] {
  return [rule.limits, ...rule.provisions.flatMap(({ limits }) => (limits ? [limits] : []))].flatMap(
    ({ [name]: limit }) => (limit ? [limit] : []),
  );
}

function rangeRefusal({ ruleId, value, over }: Override, limit: Limit): Bilingual | null {
  if (!limit.setting) return null;
  const { min, max } = limit.setting;
  const scaled = (value * (limit.over ?? 1)) / (over ?? limit.over ?? 1);
  if (scaled >= min && scaled <= max) return null;
  return both(
    `${ruleId} 可设范围为 ${min} - ${max}，不接受 ${value}`,
    `${ruleId} may be set to ${min} - ${max}, not to ${value}`,
  );
}

function loosenessRefusal(override: Override, limit: Limit): Bilingual | null {
  const { ruleId, value } = override;
  const own = { value, ...(override.over === undefined ? {} : { over: override.over }) };
  if (limit.setting || isAtLeastAsStrict(own, limit)) return null;
  const { zh, en } = limitText(limit);
  if (limit.isFixed)
    return both(`${ruleId} 的数值（${zh}）是适用条件，不得改动`, `${ruleId} (${en}) is a condition and is not changed`);
  return both(
    `${ruleId} 规定${zh}，${value} 更宽，不接受`,
    `${ruleId} asks for ${en}; ${value} is looser and is refused`,
  );
}

/** Why an override is refused: it is looser than the regulation or outside the range of the setting. Null: accepted. */
export function overrideRefusal(override: Override): Bilingual | null {
  const { ruleId, limit: name, over } = override;
  const limits = limitsNamed(getRule(ruleId), name);
  if (limits.length === 0) return both(`${ruleId} 没有“${name}”这一数值`, `${ruleId} has no number "${name}"`);
  if (over !== undefined && limits.some((limit) => limit.over === undefined)) {
    return both(`${ruleId} 不是比例，不接受分数`, `${ruleId} is not a share and takes whole numbers`);
  }
  const refusals = limits.map((limit) => rangeRefusal(override, limit) ?? loosenessRefusal(override, limit));
  return refusals.find((refusal) => refusal !== null) ?? null;
}

function refuseReading({ ruleId, option }: ChosenReading): void {
  const { choice } = getRule(ruleId);
  if (!choice || !(option in choice.options)) {
    throw new RuleError("override_refused", `${ruleId} has no reading "${option}"`);
  }
}

/** Throws `override_refused` for a looser number, an unknown reading, or an edition applied before its issue. */
export function definePolicy(input: PolicyInput): Policy {
  const { overrides, readings, editionStarts, holidayYears } = PolicyInput.parse(input);
  for (const override of overrides) {
    const refusal = overrideRefusal(override);
    if (refusal) throw new RuleError("override_refused", refusal.en);
  }
  readings.forEach(refuseReading);
  for (const [id, start] of Object.entries(editionStarts)) {
    if (start < getEdition(id).effectiveFrom) {
      throw new RuleError("override_refused", `${id} cannot be applied before ${getEdition(id).effectiveFrom}`);
    }
  }
  return { overrides, readings, editionStarts, calendar: calendarWith(holidayYears) };
}

/** Whether the university set this number itself by a day. Local rules of other places bind only where this holds. */
export function isAdopted(
  policy: Policy,
  { ruleId, limit, on }: { ruleId: string; limit: string; on: PlainDate },
): boolean {
  return policy.overrides.some((own) => own.ruleId === ruleId && own.limit === limit && own.since <= on);
}
