import { holidayYears } from "../data/holidays.ts";
import { RuleError } from "../rule-error.ts";
import { HolidayYear } from "./holiday-year.ts";
import { addDays, civilDay, isoWeekday, type PlainDate } from "./plain-date.ts";

export interface WorkingCalendar {
  readonly years: ReadonlyMap<number, HolidayYear>;
}

/**
 * Which way to err where a year is not announced yet. `latest` is careful for a shortest length (a public notice): every
 * day that may be off is off. `earliest` is careful for a time limit: every day may turn out to be a working day.
 */
export type CarefulReading = "latest" | "earliest";

export interface WorkingDayOptions {
  readonly calendar?: WorkingCalendar;
  /** Without it a year that is not announced is an error. */
  readonly allowUnknown?: boolean;
  readonly reading?: CarefulReading;
}

export interface WorkingDaySum {
  readonly date: PlainDate;
  /** The years on the way whose holidays are not announced: the date is then the careful one and has to be checked. */
  readonly unannouncedYears: readonly number[];
}

/** The State Council's calendar, where wanted with years that an administrator entered (they win). Its own years are held to be valid by a test. */
export function calendarWith(entered: readonly HolidayYear[] = []): WorkingCalendar {
  const years = [...holidayYears, ...entered.map((year) => HolidayYear.parse(year))];
  return { years: new Map(years.map((year) => [year.year, year])) };
}

export const stateCouncilCalendar: WorkingCalendar = calendarWith();

/** The widest days in which the holidays of any year fall; the movable ones follow the moon, hence the wide windows. */
const widestWindows = [
  ["01-01", "01-04"],
  ["01-20", "02-28"],
  ["04-02", "04-07"],
  ["05-01", "05-06"],
  ["05-27", "06-27"],
  ["09-06", "10-11"],
  ["12-29", "12-31"],
] as const;

function isOffCarefully(date: PlainDate, year: HolidayYear | undefined): boolean {
  if (isoWeekday(date) > 5) return true;
  if (year) return year.daysOff.some(([first, last]) => first <= date && date <= last);
  const monthDay = date.slice(5);
  return widestWindows.some(([first, last]) => first <= monthDay && monthDay <= last);
}

function isAnnounced(date: PlainDate, calendar: WorkingCalendar): boolean {
  return calendar.years.get(civilDay(date).year)?.status === "notified";
}

/** Whether people work on a day. Throws `unannounced_year` unless `allowUnknown`. */
export function isWorkingDay(date: PlainDate, options: WorkingDayOptions = {}): boolean {
  const { calendar = stateCouncilCalendar, allowUnknown = false, reading = "latest" } = options;
  const { year } = civilDay(date);
  const known = calendar.years.get(year);
  if (!isAnnounced(date, calendar)) {
    if (!allowUnknown) {
      throw new RuleError(
        "unannounced_year",
        `the holidays of ${year} are not announced; extend lib/rules/data/holidays.ts or enter the year`,
      );
    }
    return reading === "earliest" || !isOffCarefully(date, known);
  }
  if (known?.makeUpDays.includes(date)) return true;
  return !isOffCarefully(date, known);
}

/**
 * The day on which so many working days have passed. The day itself is not counted (the first day is the next working
 * day), because the texts do not say that it counts and a notice must not be too short.
 */
export function addWorkingDays(from: PlainDate, count: number, options: WorkingDayOptions = {}): WorkingDaySum {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of working days: ${count}`);
  const { calendar = stateCouncilCalendar } = options;
  const unannounced = new Set<number>();
  let date = from;
  for (let left = count; left > 0; ) {
    date = addDays(date, 1);
    if (!isAnnounced(date, calendar)) unannounced.add(civilDay(date).year);
    if (isWorkingDay(date, options)) left -= 1;
  }
  return { date, unannouncedYears: [...unannounced] };
}
