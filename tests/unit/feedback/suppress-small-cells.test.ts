import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cells, mayReplace, suppressSmallCells } from "../../../lib/feedback/suppress-small-cells.ts";
import { fewestWriters, smallestCell } from "../../../lib/feedback/thresholds.ts";

const cells: fc.Arbitrary<Cells> = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 4 }),
  fc.integer({ min: 0, max: 40 }),
  { minKeys: 1, maxKeys: 6 },
);
const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe("numbers of a question", () => {
  test("E1 stay hidden altogether while fewer than ten answered", () => {
    expect(suppressSmallCells({ a: 9 })).toBeNull();
    expect(suppressSmallCells({ a: 5, b: 4 })).toBeNull();
    expect(suppressSmallCells({ a: 10 })).toEqual({ a: 10 });
    fc.assert(
      fc.property(cells, (counts) => {
        if (sumOf(Object.values(counts)) < fewestWriters) expect(suppressSmallCells(counts)).toBeNull();
      }),
    );
  });

  test("E2 show no cell of one to four people, nor let it be worked out from the total", () => {
    fc.assert(
      fc.property(cells, (counts) => {
        const shown = suppressSmallCells(counts);
        if (shown === null) return;
        const hidden = Object.keys(counts).filter((name) => shown[name] === null);
        for (const count of Object.values(shown)) {
          if (count !== null) expect(count === 0 || count >= smallestCell).toBe(true);
        }
        // The total is public: what is hidden adds up to five people or more, in two cells at least.
        if (hidden.length > 0) {
          expect(hidden.length).toBeGreaterThanOrEqual(2);
          expect(sumOf(hidden.map((name) => counts[name] ?? 0))).toBeGreaterThanOrEqual(smallestCell);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("E2 hide the next larger cell with a single small one", () => {
    expect(suppressSmallCells({ a: 3, b: 8, c: 20 })).toEqual({ a: null, b: null, c: 20 });
  });

  test("E3 are not replaced by numbers that differ by one to four people in any cell", () => {
    expect(mayReplace({ a: 10, b: 10 }, { a: 11, b: 10 })).toBe(false);
    expect(mayReplace({ a: 10, b: 10 }, { a: 10, b: 10 })).toBe(true);
    expect(mayReplace({ a: 10, b: 10 }, { a: 15, b: 20 })).toBe(true);
    expect(mayReplace({ a: 10 }, { a: 10, b: 4 })).toBe(false);
    fc.assert(
      fc.property(cells, cells, (shown, next) => {
        if (!mayReplace(shown, next)) return;
        for (const name of new Set([...Object.keys(shown), ...Object.keys(next)])) {
          const difference = Math.abs((next[name] ?? 0) - (shown[name] ?? 0));
          expect(difference === 0 || difference >= smallestCell).toBe(true);
        }
      }),
    );
  });
});
