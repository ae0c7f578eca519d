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
  test("has every number of the protocol that the server side answers for", () => {
    const numbers = rows.flatMap(({ check }) => numbersOf(check));
    const wanted = ["A1", "A5", "A8", "A11", "A16", "B1", "B2", "B7", "B12", "B18", "D1", "D2", "D4", "E1", "E3"];
    expect(numbers).toEqual(expect.arrayContaining(wanted));
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
