import { addMonths } from "../rules/calendar/periods.ts";
import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";

/** First and last day, both included; without a last day it has no end. One that ends before it begins never was in force. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

export function isHeldOn({ from, to }: Period, day: string): boolean {
  return from <= day && (to === null || day <= to);
}

export function isPast({ to }: Period, today: string): boolean {
  return to !== null && to < today;
}

export function isNever({ from, to }: Period): boolean {
  return to !== null && to < from;
}

export function overlap(one: Period, other: Period): boolean {
  if (isNever(one) || isNever(other)) return false;
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to);
}

/** The last day of something that ends at once: yesterday, or never when it would begin later. */
export function lastDayOfEnding({ from }: Period, today: string): string {
  return dayBefore(from < today ? today : from);
}

export function dayBefore(day: string): string {
  return addDays(day as PlainDate, -1);
}

/** The last day of the term that began on a day; null where there is no term. */
export function endOfTerm({
  termStartedOn,
  termYears,
}: {
  termStartedOn: string | null;
  termYears: number | null;
}): string | null {
  if (termStartedOn === null || termYears === null) return null;
  return dayBefore(addMonths(termStartedOn as PlainDate, termYears * 12));
}
