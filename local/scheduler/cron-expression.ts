import { type CalendarDay, compileDayFields } from "./cron-day.ts";
import { parseCronField } from "./cron-field.ts";
import { asUtc, type TimeZone } from "./time-zone.ts";

const dayMs = 86_400_000;
/** Clocks are put back by at most two hours anywhere: local times so far before `after` can still lie behind it. */
const overlapMs = 7_200_000;
const lastYear = 2199;

/**
 * AWS's cron: minutes, hours, day of month, month, day of week, year. Local times that do not exist are skipped, and
 * those that exist twice happen once, as EventBridge Scheduler does it.
 */
export function compileCron(text: string, zone: TimeZone): (after: number) => number | undefined {
  const fields = text.trim().split(/\s+/);
  const [minutes = "", hours = "", monthDays = "", months = "", weekDays = "", years = ""] = fields;
  if (fields.length !== 6) throw new Error(`cron needs six fields, not ${fields.length}`);
  const minuteList = sorted(parseCronField(minutes, { name: "minutes", minimum: 0, maximum: 59 }));
  const hourList = sorted(parseCronField(hours, { name: "hours", minimum: 0, maximum: 23 }));
  const monthSet = parseCronField(months, { name: "month", minimum: 1, maximum: 12, names: monthNames });
  const yearSet = parseCronField(years, { name: "year", minimum: 1970, maximum: lastYear });
  const isDay = compileDayFields(monthDays, weekDays);
  const matchesDay = (date: CalendarDay) => yearSet.has(date.year) && monthSet.has(date.month) && isDay(date);

  const firstOnDay = (date: CalendarDay, after: number, earliest: number) => {
    for (const hour of hourList) {
      for (const minute of minuteList) {
        const local = { ...date, hour, minute, second: 0 };
        if (asUtc(local) < earliest) continue;
        const instant = zone.toInstant(local);
        if (instant !== undefined && instant > after) return instant;
      }
    }
    return undefined;
  };

  return (after) => {
    const start = zone.toLocal(after);
    const earliest = asUtc(start) - overlapMs;
    for (let date: CalendarDay = dayOf(earliest); date.year <= lastYear; date = nextDay(date)) {
      const found = matchesDay(date) ? firstOnDay(date, after, earliest) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

const monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

function sorted(values: ReadonlySet<number>): number[] {
  return [...values].sort((left, right) => left - right);
}

function nextDay({ year, month, day }: CalendarDay): CalendarDay {
  return dayOf(Date.UTC(year, month - 1, day) + dayMs);
}

function dayOf(naive: number): CalendarDay {
  const date = new Date(naive);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
