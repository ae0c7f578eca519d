import * as z from "zod";

/**
 * A day of the civil calendar, `YYYY-MM-DD`, without a time or a zone. `Date` is avoided on purpose: it answers in the
 * zone of the machine, and a Lambda in UTC would date an evening meeting in Shanghai one day early or late.
 */
export type PlainDate = `${number}-${number}-${number}`;

export const PlainDate = z.iso.date() as unknown as z.ZodType<PlainDate, string>;

export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const shape = /^\d{4}-\d{2}-\d{2}$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  const length = monthLengths[month - 1];
  if (length === undefined) throw new RangeError(`no month ${month}`);
  return length;
}

/** The parts of a date. Throws a RangeError that names a date which the calendar does not have, such as 2025-02-29. */
export function civilDay(date: string): CivilDay {
  // Read a hundred thousand times when the duties of a campus are evaluated: no lists in between.
  if (!shape.test(date)) throw new RangeError(`not a calendar date: ${date}`);
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8));
  if (month < 1 || month > 12) throw new RangeError(`not a calendar date: ${date}`);
  if (day < 1 || day > daysInMonth(year, month)) throw new RangeError(`not a calendar date: ${date}`);
  return { year, month, day };
}

export function dateOf({ year, month, day }: CivilDay): PlainDate {
  const pad = (part: number, width: number) => String(part).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate;
}

/** Days since 1970-01-01, by the era method of the proleptic Gregorian calendar (400 years are 146,097 days). */
export function epochDay(date: string): number {
  const { year, month, day } = civilDay(date);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

export function dateOfEpochDay(days: number): PlainDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return dateOf({ year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day });
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfEpochDay(epochDay(date) + days);
}

/** 1 for Monday to 7 for Sunday. */
export function isoWeekday(date: PlainDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

/** Dates of four-digit years sort as text. */
export function compareDates(left: PlainDate, right: PlainDate): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function latestOf(dates: readonly PlainDate[]): PlainDate | null {
  return [...dates].sort(compareDates).at(-1) ?? null;
}
