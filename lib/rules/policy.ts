import * as z from "zod";
import { type Bilingual, both } from "./bilingual.ts";
import { HolidayYear } from "./calendar/holiday-year.ts";
import { PlainDate } from "./calendar/plain-date.ts";
import { calendarWith, stateCouncilCalendar, type WorkingCalendar } from "./calendar/working-days.ts";
import { getRule, hasRule } from "./catalogue.ts";
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

export const ruleUnknown = (id: string): Bilingual => both(`规则库没有编号为 ${id} 的规则`, `There is no rule ${id}`);

/** Why an override is refused: it is looser than the regulation or outside the range of the setting. Null: accepted. */
function overrideRefusal(override: Override): Bilingual | null {
  const { ruleId, limit: name, over } = override;
  if (!hasRule(ruleId)) return ruleUnknown(ruleId);
  const limits = limitsNamed(getRule(ruleId), name);
  if (limits.length === 0) return both(`${ruleId} 没有“${name}”这一数值`, `${ruleId} has no number "${name}"`);
  if (over !== undefined && limits.some((limit) => limit.over === undefined)) {
    return both(`${ruleId} 不是比例，不接受分数`, `${ruleId} is not a share and takes whole numbers`);
  }
  const refusals = limits.map((limit) => rangeRefusal(override, limit) ?? loosenessRefusal(override, limit));
  return refusals.find((refusal) => refusal !== null) ?? null;
}

function readingRefusal({ ruleId, option }: ChosenReading): Bilingual | null {
  if (!hasRule(ruleId)) return ruleUnknown(ruleId);
  const { choice } = getRule(ruleId);
  if (choice && option in choice.options) return null;
  return both(`${ruleId} 没有“${option}”这种理解`, `${ruleId} has no reading "${option}"`);
}

function editionStartRefusal(id: string, start: PlainDate): Bilingual | null {
  const { effectiveFrom } = getEdition(id);
  if (start >= effectiveFrom) return null;
  return both(`${id} 不能早于 ${effectiveFrom} 适用`, `${id} cannot be applied before ${effectiveFrom}`);
}

/** Something that the university decided and that the rules do not accept (any more). */
export interface RefusedDecision {
  /** Where it stands in what was decided, as `overrides.0`. */
  readonly place: string;
  /** A rule or an edition, by its id. */
  readonly about: string;
  readonly limit: string | null;
  readonly value: string;
  readonly since: PlainDate;
  readonly decidedBy: string | null;
  readonly reason: Bilingual;
}

function refusedAmong({ overrides, readings, editionStarts }: z.output<typeof PolicyInput>): RefusedDecision[] {
  const entries = [
    ...overrides.map((own, index) => {
      const { ruleId: about, limit, over, since, decidedBy } = own;
      const value = over === undefined ? String(own.value) : `${own.value}/${over}`;
      return { place: `overrides.${index}`, about, limit, value, since, decidedBy, reason: overrideRefusal(own) };
    }),
    ...readings.map((chosen, index) => {
      const { ruleId: about, option: value, since, decidedBy } = chosen;
      const reason = readingRefusal(chosen);
      return { place: `readings.${index}`, about, limit: null, value, since, decidedBy, reason };
    }),
    ...Object.entries(editionStarts).map(([about, since]) => {
      const reason = editionStartRefusal(about, since);
      return { place: `editionStarts.${about}`, about, limit: null, value: since, since, decidedBy: null, reason };
    }),
  ];
  return entries.flatMap(({ reason, ...entry }) => (reason === null ? [] : [{ ...entry, reason }]));
}

/** Throws `override_refused` for a looser number, an unknown reading, or an edition applied before its issue. */
export function definePolicy(input: PolicyInput): Policy {
  const { policy, refused } = standingPolicy(input);
  const [first] = refused;
  if (first) throw new RuleError("override_refused", first.reason.en);
  return policy;
}

/**
 * What still binds of what was decided once. A rule may change with a release, and a decision that it then refuses is left
 * out and named: everybody whose work is judged goes on by the regulation.
 */
export function standingPolicy(input: PolicyInput): { readonly policy: Policy; readonly refused: RefusedDecision[] } {
  const decided = PolicyInput.parse(input);
  const { overrides, readings, editionStarts, holidayYears } = decided;
  const standing = Object.entries(editionStarts).filter(([id, start]) => editionStartRefusal(id, start) === null);
  const policy: Policy = {
    overrides: overrides.filter((own) => overrideRefusal(own) === null),
    readings: readings.filter((chosen) => readingRefusal(chosen) === null),
    editionStarts: Object.fromEntries(standing),
    calendar: calendarWith(holidayYears),
  };
  return { policy, refused: refusedAmong(decided) };
}

/** Whether the university set this number itself by a day. Local rules of other places bind only where this holds. */
export function isAdopted(
  policy: Policy,
  { ruleId, limit, on }: { ruleId: string; limit: string; on: PlainDate },
): boolean {
  return policy.overrides.some((own) => own.ruleId === ruleId && own.limit === limit && own.since <= on);
}
