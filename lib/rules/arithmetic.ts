import type { Bilingual } from "./bilingual.ts";
import { addPeriods, ageOn, type CalendarPeriod, periodEnd } from "./calendar/periods.ts";
import { addDays, type PlainDate } from "./calendar/plain-date.ts";
import {
  addWorkingDays,
  type CarefulReading,
  type WorkingCalendar,
  type WorkingDaySum,
} from "./calendar/working-days.ts";
import { holds, type Limit, limitText } from "./limit.ts";
import { type DurationUnit, quantityText } from "./unit.ts";

/** How a finding was computed, as data that can be computed again and shown. */
export type Arithmetic =
  | {
      readonly kind: "sum";
      readonly from: PlainDate;
      readonly count: number;
      readonly unit: DurationUnit;
      readonly reading: CarefulReading;
      readonly result: PlainDate;
    }
  | { readonly kind: "period"; readonly from: PlainDate; readonly period: CalendarPeriod; readonly result: PlainDate }
  | { readonly kind: "comparison"; readonly left: number; readonly limit: Limit; readonly isHeld: boolean }
  | {
      readonly kind: "share";
      readonly part: number;
      readonly whole: number;
      readonly limit: Limit;
      readonly isHeld: boolean;
    }
  | { readonly kind: "age"; readonly birth: PlainDate; readonly on: PlainDate; readonly result: number };

/** A date plus (or, below zero, minus) so many units. Working days are only added. */
export function addDuration(
  from: PlainDate,
  count: number,
  unit: DurationUnit,
  { calendar, reading }: { calendar: WorkingCalendar; reading: CarefulReading },
): WorkingDaySum {
  if (unit === "working_day") return addWorkingDays(from, count, { calendar, reading, allowUnknown: true });
  const date = unit === "day" ? addDays(from, count) : addPeriods(from, count, unit);
  return { date, unannouncedYears: [] };
}

/** Whether the figures still give the result that they state. */
export function isReproducible(step: Arithmetic, calendar: WorkingCalendar): boolean {
  switch (step.kind) {
    case "sum":
      return addDuration(step.from, step.count, step.unit, { calendar, reading: step.reading }).date === step.result;
    case "period":
      return periodEnd(addDays(step.from, 1), step.period) === step.result;
    case "comparison":
      return holds(step.left, step.limit) === step.isHeld;
    case "share":
      return holds(step.part, step.limit, step.whole) === step.isHeld;
    case "age":
      return ageOn(step.birth, step.on) === step.result;
  }
}

function sumText(from: PlainDate, count: number, unit: DurationUnit, result: PlainDate): Bilingual {
  const sign = count < 0 ? "−" : "+";
  const amount = quantityText(Math.abs(count), unit);
  return { zh: `${result} = ${from} ${sign} ${amount.zh}`, en: `${result} = ${from} ${sign} ${amount.en}` };
}

export function arithmeticText(step: Arithmetic): Bilingual {
  switch (step.kind) {
    case "sum":
      return sumText(step.from, step.count, step.unit, step.result);
    case "period":
      return sumText(step.from, 1, step.period, step.result);
    case "comparison": {
      const left = quantityText(step.left, step.limit.unit);
      const bound = limitText(step.limit);
      const word = step.limit.isFixed ? { zh: "适用条件：", en: "condition" } : { zh: "要求", en: "required" };
      return { zh: `现为 ${left.zh}，${word.zh}${bound.zh}`, en: `now ${left.en}, ${word.en}: ${bound.en}` };
    }
    case "share": {
      const { part, whole, limit } = step;
      const bound = limitText(limit);
      const product = `${part} × ${limit.over ?? 1} = ${part * (limit.over ?? 1)}`;
      const required = `${limit.op} ${whole} × ${limit.value} = ${whole * limit.value}`;
      const [zh, en] = step.isHeld ? ["成立", "holds"] : ["不成立", "does not hold"];
      return {
        zh: `${part}/${whole}，要求${bound.zh}：${product} ${required} ${zh}`,
        en: `${part}/${whole}, required ${bound.en}: ${product} ${required} ${en}`,
      };
    }
    case "age":
      return {
        zh: `${step.birth} 出生，${step.on} 为 ${step.result} 周岁`,
        en: `born ${step.birth}, ${step.result} years old on ${step.on}`,
      };
  }
}
