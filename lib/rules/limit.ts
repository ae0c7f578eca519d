import type { Bilingual } from "./bilingual.ts";
import type { CalendarPeriod } from "./calendar/periods.ts";
import { quantityText, type Unit } from "./unit.ts";

export type Comparison = ">=" | "<=" | ">" | "<" | "=";

/**
 * One number of a rule. A share is a fraction, `value / over`: "more than half" is `> 1/2`, so that no rounding decides a
 * vote. `per`: the number is owed in each calendar period. `isNormally`: the text says "normally" (一般), so that passing
 * the number asks for a reason and is not a breach. `setting`: the number is not national; an administrator chooses it
 * within this range.
 */
export interface Limit {
  readonly op: Comparison;
  readonly value: number;
  readonly unit: Unit;
  readonly over?: number;
  readonly per?: CalendarPeriod;
  readonly isNormally?: boolean;
  /** A condition, of which neither direction is the stricter one (a committee from seven members on): nobody changes it. */
  readonly isFixed?: boolean;
  readonly setting?: { readonly min: number; readonly max: number };
}

export type LimitOptions = Pick<Limit, "over" | "per" | "isNormally" | "isFixed" | "setting">;

const limit =
  (op: Comparison) =>
  (value: number, unit: Unit, options: LimitOptions = {}): Limit => ({ op, value, unit, ...options });

export const atLeast = limit(">=");
export const atMost = limit("<=");
export const moreThan = limit(">");
export const lessThan = limit("<");
export const exactly = limit("=");

export const normally = { isNormally: true } as const;
export const fixed = { isFixed: true } as const;

export function holds(left: number, { op, value, over = 1 }: Limit, of = 1): boolean {
  const scaled = left * over;
  const bound = value * of;
  if (op === ">=") return scaled >= bound;
  if (op === "<=") return scaled <= bound;
  if (op === ">") return scaled > bound;
  if (op === "<") return scaled < bound;
  return scaled === bound;
}

/** Whether a number demands at least as much as the limit; a share that nobody can reach does not count as stricter. */
export function isAtLeastAsStrict(
  own: Pick<Limit, "value" | "over">,
  { op, value, over = 1, isFixed }: Limit,
): boolean {
  const left = own.value * over;
  const right = value * (own.over ?? over);
  if (isFixed || op === "=") return left === right;
  if (op === "<=" || op === "<") return left <= right;
  const whole = own.over ?? over;
  const isReachable = over === 1 || (op === ">" ? own.value < whole : own.value <= whole);
  return left >= right && isReachable;
}

const comparisonWords: Record<Comparison, Bilingual> = {
  ">=": { zh: "不少于", en: "at least" },
  "<=": { zh: "不超过", en: "at most" },
  ">": { zh: "超过", en: "more than" },
  "<": { zh: "少于", en: "less than" },
  "=": { zh: "为", en: "exactly" },
};

const periodWords: Record<CalendarPeriod, Bilingual> = {
  month: { zh: "每月", en: " each month" },
  quarter: { zh: "每季度", en: " each quarter" },
  half_year: { zh: "每半年", en: " each half-year" },
  year: { zh: "每年", en: " each year" },
};

/** "每季度不少于 1 次" / "at least 1 time each quarter". */
export function limitText(limit: Limit): Bilingual {
  const { op, value, unit, over, per, isNormally } = limit;
  const number = over === undefined ? quantityText(value, unit) : { zh: `${value}/${over}`, en: `${value}/${over}` };
  const word = comparisonWords[op];
  const period = per ? periodWords[per] : { zh: "", en: "" };
  return {
    zh: `${isNormally ? "一般" : ""}${period.zh}${word.zh} ${number.zh}`,
    en: `${isNormally ? "normally " : ""}${word.en} ${number.en}${period.en}`,
  };
}
