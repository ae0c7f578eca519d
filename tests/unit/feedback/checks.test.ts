import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const rows = readFileSync(join(root, "docs/feedback-checks.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, check = "", , files = ""] = line.split("|").map((cell) => cell.trim());
    return /^[A-E]\d/.test(check)
      ? [{ check, files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file) }]
      : [];
  });

/** "B2–B7" names six of them. */
function numbersOf(check: string): string[] {
  const [first = "", last = first] = check.split("–");
  const [from, to] = [first, last].map((one) => Number(one.slice(1)));
  return Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, index) => `${first[0]}${(from ?? 0) + index}`);
}

describe("the table of checks of anonymous feedback", () => {
  test("has every number that the design of the protocol names", () => {
    const numbers = rows.flatMap(({ check }) => numbersOf(check));
    const wanted = {
      A: [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 16],
      B: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18],
      C: [1, 3, 4, 5, 7],
      D: [1, 2, 4],
      E: [1, 2, 3],
    };
    const all = Object.entries(wanted).flatMap(([letter, ofLetter]) => ofLetter.map((number) => `${letter}${number}`));
    expect(all.filter((number) => !numbers.includes(number))).toEqual([]);
  });

  test.each(rows)("$check stands in the title of a test in each file that it names", ({ check, files }) => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(existsSync(join(root, file)), file).toBe(true);
      const text = readFileSync(join(root, file), "utf8");
      for (const number of numbersOf(check))
        expect(text, `${number} in ${file}`).toMatch(new RegExp(`\\b${number}\\b`));
    }
  });
});
