import { addDays, civilDay, dateOf, daysInMonth, type PlainDate } from "./plain-date.ts";

export const calendarPeriods = ["month", "quarter", "half_year", "year"] as const;
export type CalendarPeriod = (typeof calendarPeriods)[number];

const monthsIn: Record<CalendarPeriod, number> = { month: 1, quarter: 3, half_year: 6, year: 12 };

/**
 * The same day so many months later; where the month is too short, its last day (01-31 + 1 month = 02-28). This is how
 * the Civil Code ends a period that has no corresponding day (Art. 202).
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = civilDay(date);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  return dateOf({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

export function addPeriods(date: PlainDate, count: number, period: CalendarPeriod): PlainDate {
  return addMonths(date, count * monthsIn[period]);
}

export function periodStart(date: PlainDate, period: CalendarPeriod): PlainDate {
  const { year, month } = civilDay(date);
  const length = monthsIn[period];
  return dateOf({ year, month: Math.floor((month - 1) / length) * length + 1, day: 1 });
}

export function periodEnd(date: PlainDate, period: CalendarPeriod): PlainDate {
  return addDays(addPeriods(periodStart(date, period), 1, period), -1);
}

/** `2026-Q1`, `2026-H2`, `2026-03`, `2026`. */
export function periodName(date: PlainDate, period: CalendarPeriod): string {
  const { year, month } = civilDay(date);
  if (period === "year") return String(year);
  if (period === "half_year") return `${year}-H${month <= 6 ? 1 : 2}`;
  if (period === "quarter") return `${year}-Q${Math.ceil(month / 3)}`;
  return date.slice(0, 7);
}

/** Years completed on a day. Who was born on 02-29 completes a year on 03-01 of a common year: the later, careful day. */
export function ageOn(birth: PlainDate, date: PlainDate): number {
  const from = civilDay(birth);
  const to = civilDay(date);
  const isBeforeBirthday = to.month < from.month || (to.month === from.month && to.day < from.day);
  return to.year - from.year - (isBeforeBirthday ? 1 : 0);
}

/** The first day on which `ageOn` gives these years. */
export function birthdayAt(birth: PlainDate, years: number): PlainDate {
  const { year, month, day } = civilDay(birth);
  if (day <= daysInMonth(year + years, month)) return dateOf({ year: year + years, month, day });
  return dateOf({ year: year + years, month: month + 1, day: 1 });
}

/** Whole months from one day to a later one: the largest n with `addMonths(from, n) <= to`; 0 when `to` is earlier. */
export function wholeMonthsBetween(from: PlainDate, to: PlainDate): number {
  const start = civilDay(from);
  const end = civilDay(to);
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return Math.max(0, addMonths(from, months) <= to ? months : months - 1);
}
