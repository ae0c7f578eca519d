import { type CronRange, parseCronField, parseCronValue } from "./cron-field.ts";

/** A day of the calendar, without a zone. Weekdays count from 1 (Sunday), as in AWS's cron. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export type DayMatcher = (date: CalendarDay) => boolean;

const dayOfMonth: CronRange = { name: "day of month", minimum: 1, maximum: 31 };
const dayOfWeek: CronRange = {
  name: "day of week",
  minimum: 1,
  maximum: 7,
  names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
};

/** The two day fields; one of them must be `?`. */
export function compileDayFields(monthDays: string, weekDays: string): DayMatcher {
  if ((monthDays === "?") === (weekDays === "?")) {
    throw new Error("exactly one of day of month and day of week must be ?");
  }
  return monthDays === "?" ? compileWeekDays(weekDays) : compileMonthDays(monthDays);
}

function compileMonthDays(text: string): DayMatcher {
  if (text === "L") return (date) => date.day === lastDay(date);
  const nearest = /^(\d+)W$/.exec(text)?.[1];
  if (nearest !== undefined) {
    const wanted = parseCronValue(nearest, dayOfMonth);
    return (date) => date.day === nearestWorkday(date, wanted);
  }
  const days = parseCronField(text, dayOfMonth);
  return ({ day }) => days.has(day);
}

function compileWeekDays(text: string): DayMatcher {
  if (text === "L") return (date) => weekDay(date) === 7;
  const last = /^(\w+)L$/.exec(text)?.[1];
  if (last !== undefined) {
    const wanted = parseCronValue(last, dayOfWeek);
    return (date) => weekDay(date) === wanted && date.day > lastDay(date) - 7;
  }
  const [, name, ordinal] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (name !== undefined) {
    const wanted = parseCronValue(name, dayOfWeek);
    return (date) => weekDay(date) === wanted && Math.ceil(date.day / 7) === Number(ordinal);
  }
  const days = parseCronField(text, dayOfWeek);
  return (date) => days.has(weekDay(date));
}

function lastDay({ year, month }: CalendarDay): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function weekDay({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

/** The Monday to Friday that is nearest to the day, within the same month; none where the month is too short. */
function nearestWorkday(date: CalendarDay, wanted: number): number | undefined {
  const last = lastDay(date);
  if (wanted > last) return undefined;
  const day = weekDay({ ...date, day: wanted });
  if (day === 7) return wanted === 1 ? 3 : wanted - 1;
  if (day === 1) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
}
