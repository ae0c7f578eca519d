import { expect, test } from "vitest";
import { isWithinCeilings, problemsOf, readCeilings } from "../../../bench/results/ceilings.ts";

test("what is at its ceiling is within, what is above it is told with both numbers", () => {
  expect(problemsOf({ a: 2, b: 3 }, { a: 2, b: 2.5 })).toEqual(["b: 3, the ceiling is 2.5"]);
});

test("a new measurement without a ceiling fails, and so does a ceiling that nothing measures", () => {
  expect(problemsOf({ added: 1 }, { gone: 1 })).toEqual([
    "gone: a ceiling, but nothing measures it",
    "added: 1, and no ceiling",
  ]);
});

test("one unit above any agreed ceiling fails the benchmark", () => {
  const ceilings = readCeilings("activity");
  const [dearest = ""] = Object.keys(ceilings);
  expect(isWithinCeilings("activity", ceilings)).toBe(true);
  expect(isWithinCeilings("activity", { ...ceilings, [dearest]: (ceilings[dearest] ?? 0) + 1 })).toBe(false);
});
