import fc from "fast-check";
import { expect, test } from "vitest";
import { appearancesIn, stepTowards } from "../../../lib/statistics/appearances.ts";
import { countKey } from "../../../lib/statistics/dimensions.ts";
import { keysIn, lineOf } from "../../../lib/statistics/statistics-items.ts";
import type { PassedOn } from "../../../lib/statistics/statistics-store.ts";

const counts = fc
  .dictionary(fc.constantFrom(..."abcdefghij"), fc.integer({ min: 1, max: 9 }))
  .map((record) => new Map(Object.entries(record).map(([band, n]) => [countKey("member", "ethnic_group", band), n])));
const state = fc.record({
  organizationId: fc.constant("s"),
  parentId: fc.constantFrom("u", "c"),
  counts,
  isBranch: fc.constant(false),
});

test("any change of what was passed on is made in transactions of a bounded size", () => {
  fc.assert(
    fc.property(fc.option(state, { nil: undefined }), state, fc.integer({ min: 1, max: 5 }), (before, after, most) => {
      let at: PassedOn | undefined = before;
      for (let step = 0; step < 30 && at !== after; step++) {
        const next = stepTowards(at, after, most);
        expect(appearancesIn(at, next).length).toBeLessThanOrEqual(most);
        at = next;
      }
      expect(at).toBe(after);
    }),
  );
});

test("writes short under what a person counts, and reads the same again", () => {
  const keys = [
    countKey("member", "category", "full_member"),
    countKey("member", "age", "31_to_35"),
    countKey("member", "ethnic_group", "回族"),
  ];
  expect(lineOf(keys)).toBe("member c=full_member a=31_to_35 g=回族");
  expect(keysIn(lineOf(keys))).toEqual(keys);
  expect(keysIn(lineOf([]))).toEqual([]);
});
