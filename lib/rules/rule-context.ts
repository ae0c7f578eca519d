import { type Arithmetic, addDuration } from "./arithmetic.ts";
import { type Bilingual, both } from "./bilingual.ts";
import type { PlainDate } from "./calendar/plain-date.ts";
import type { CarefulReading } from "./calendar/working-days.ts";
import type { EditionId } from "./data/regulations.ts";
import { type BindingLimit, findRule, getLimit, type ResolvedRule } from "./find-rule.ts";
import { nationalPolicy, type Policy } from "./policy.ts";
import type { RuleId } from "./rule.ts";
import { RuleError } from "./rule-error.ts";
import { isDurationUnit } from "./unit.ts";

/** The day of the evaluation and what the university decided. Everything else is in the facts. */
export interface RuleContext {
  readonly on: PlainDate;
  readonly policy: Policy;
}

export function ruleContext(on: PlainDate, policy: Policy = nationalPolicy): RuleContext {
  return { on, policy };
}

/** The rule of the cause's day (or of the case's edition); null when that edition does not have it. */
export function ruleAt(
  { policy }: RuleContext,
  id: RuleId,
  { on, edition }: { on: PlainDate; edition?: EditionId | undefined },
): ResolvedRule | null {
  return findRule(id, { on, edition, policy, acceptsEarlierCause: true });
}

export interface ComputedDate {
  readonly date: PlainDate;
  readonly limit: BindingLimit;
  readonly arithmetic: Arithmetic;
  readonly warnings: readonly Bilingual[];
}

/** Cause plus (or minus) a limit. Throws when the limit is not a duration: the rule's data is then wrong. */
export function computeDate(
  { policy }: RuleContext,
  resolved: ResolvedRule,
  { limit: name, from, sign = 1, reading }: { limit: string; from: PlainDate; sign?: 1 | -1; reading: CarefulReading },
): ComputedDate {
  const limit = getLimit(resolved, name);
  const { unit } = limit;
  if (!isDurationUnit(unit)) {
    throw new RuleError("unknown_limit", `${resolved.rule.id} "${name}" counts ${unit}, not time; see lib/rules/data`);
  }
  const count = sign * limit.value;
  const { date, unannouncedYears } = addDuration(from, count, unit, { calendar: policy.calendar, reading });
  return {
    date,
    limit,
    arithmetic: { kind: "sum", from, count, unit, reading, result: date },
    warnings: unannouncedYears.map(holidaysUnknown),
  };
}

function holidaysUnknown(year: number): Bilingual {
  return both(
    `${year} 年节假日安排尚未公布或未录入，日期从严推算，待核对。`,
    `The holidays of ${year} are not announced or not entered; the careful day is given, to be checked.`,
  );
}
