import { median, rounded } from "../results/statistics.ts";

/** What Lighthouse found in a visit: a score from 0 to 100, milliseconds, and for what shifts a share of the screen. */
export interface PageResult {
  readonly score: number;
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly speedIndex: number;
  readonly blocked: number;
  readonly shift: number;
}

/** Each number by itself: the median of all visits need not be one of them. */
export function medianOf(visits: readonly PageResult[]): PageResult {
  const of = (name: keyof PageResult, digits = 0) => rounded(median(visits.map((visit) => visit[name])), digits);
  return {
    score: of("score"),
    firstPaint: of("firstPaint"),
    largestPaint: of("largestPaint"),
    speedIndex: of("speedIndex"),
    blocked: of("blocked"),
    shift: of("shift", 3),
  };
}
