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
  readonly setting?: { readonly min: number; readonly max: number };
}

export type LimitOptions = Pick<Limit, "over" | "per" | "isNormally" | "setting">;

const limit =
  (op: Comparison) =>
  (value: number, unit: Unit, options: LimitOptions = {}): Limit => ({ op, value, unit, ...options });

export const atLeast = limit(">=");
export const atMost = limit("<=");
export const moreThan = limit(">");
export const lessThan = limit("<");
export const exactly = limit("=");

export const normally = { isNormally: true } as const;

export function holds(left: number, { op, value, over = 1 }: Limit, of = 1): boolean {
  const scaled = left * over;
  const bound = value * of;
  if (op === ">=") return scaled >= bound;
  if (op === "<=") return scaled <= bound;
  if (op === ">") return scaled > bound;
  if (op === "<") return scaled < bound;
  return scaled === bound;
}

/** Whether a value demands at least as much as the limit. Nothing is stricter than an exact number but itself. */
export function isAtLeastAsStrict(value: number, { op, value: bound }: Limit): boolean {
  if (op === ">=" || op === ">") return value >= bound;
  if (op === "<=" || op === "<") return value <= bound;
  return value === bound;
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
