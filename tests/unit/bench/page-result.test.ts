import { expect, test } from "vitest";
import { medianOf } from "../../../bench/pages/page-result.ts";

test("the median of three visits to a page takes each number by itself", () => {
  const visit = { score: 90, firstPaint: 900.4, largestPaint: 1500, speedIndex: 1000, blocked: 40, shift: 0 };
  const slowest = { score: 70, firstPaint: 1400, largestPaint: 2600, speedIndex: 1900, blocked: 400, shift: 0.10049 };
  const fastest = { score: 96, firstPaint: 700, largestPaint: 1600, speedIndex: 800, blocked: 0, shift: 0.02151 };
  expect(medianOf([slowest, visit, fastest])).toEqual({
    score: 90,
    firstPaint: 900,
    largestPaint: 1600,
    speedIndex: 1000,
    blocked: 40,
    shift: 0.022,
  });
});
