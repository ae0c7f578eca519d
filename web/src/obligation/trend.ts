import type { Counts, Figures } from "./grid-answers.ts";

export interface TrendPoint {
  readonly year: number;
  readonly quarter: number;
  readonly counts: Counts;
  /** Of the duties whose day has passed and that nobody waived, those met in time; null: there were none. */
  readonly share: number | null;
}

/** Null where nothing was due yet: no share is better than one of nothing. */
export function shareInTime({ onTime, late, overdue }: Counts): number | null {
  const due = onTime + late + overdue;
  return due === 0 ? null : onTime / due;
}

/** The quarters of several years in their order, from the first in which something was due up to the present one. */
export function trendOf(years: readonly Figures[], today: string): TrendPoint[] {
  const present = `${today.slice(0, 4)}-${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
  const points = years
    .flatMap(({ year, quarters }) =>
      quarters.map(({ quarter, counts }) => ({ year, quarter, counts, share: shareInTime(counts) })),
    )
    .filter(({ year, quarter }) => `${year}-${quarter}` <= present)
    .sort((one, other) => one.year - other.year || one.quarter - other.quarter);
  const first = points.findIndex(({ share }) => share !== null);
  return first === -1 ? [] : points.slice(first);
}
