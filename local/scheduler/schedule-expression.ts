import { compileCron } from "./cron-expression.ts";
import { timeZone } from "./time-zone.ts";

/** The first time after the given one, in milliseconds; undefined when there is none. */
export type NextOccurrence = (after: number) => number | undefined;

export interface ExpressionPlace {
  readonly timeZone: string;
  /** From here `rate` counts: the start date, or the creation of the schedule. */
  readonly anchor: number;
}

const unitsMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Compiles `cron(…)`, `rate(…)` or `at(…)`. */
export function compileScheduleExpression(text: string, place: ExpressionPlace): NextOccurrence {
  const [, kind, inner = ""] = /^(cron|rate|at)\((.*)\)$/.exec(text) ?? [];
  try {
    if (kind === "cron") return compileCron(inner, timeZone(place.timeZone));
    if (kind === "rate") return compileRate(inner, place.anchor);
    if (kind === "at") return compileAt(inner, place.timeZone);
  } catch (error) {
    throw new Error(`Invalid Schedule Expression ${text}: ${error instanceof Error ? error.message : error}`);
  }
  throw new Error(`Invalid Schedule Expression ${text}: neither cron, rate nor at`);
}

/** The unit is singular for 1 and plural otherwise, which AWS insists on. Days are always 24 hours. */
function compileRate(text: string, anchor: number): NextOccurrence {
  const [, count = "", unit = "", plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const step = Number(count) * (unitsMs[unit] ?? 0);
  if (!(step > 0) || (count === "1") === (plural === "s")) throw new Error("rate needs a number and its unit");
  return (after) => (after < anchor ? anchor : anchor + (Math.floor((after - anchor) / step) + 1) * step);
}

function compileAt(text: string, zoneName: string): NextOccurrence {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text);
  if (match === null) throw new Error("at needs yyyy-mm-ddThh:mm:ss");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const instant = timeZone(zoneName).toInstant({ year, month, day, hour, minute, second });
  if (instant === undefined) throw new Error(`this time does not exist in ${zoneName}`);
  return (after) => (after < instant ? instant : undefined);
}
