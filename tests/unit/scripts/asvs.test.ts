import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/asvs.md"), "utf8");

/** The requirements of levels 1 and 2 of version 5.0.0: chapter.section and the numbers in it. */
const required: Readonly<Record<string, string>> = {
  "1.1": "1-2",
  "1.2": "1-9",
  "1.3": "1-11",
  "1.4": "1-3",
  "1.5": "1-2",
  "2.1": "1-3",
  "2.2": "1-3",
  "2.3": "1-4",
  "2.4": "1-1",
  "3.2": "1-2",
  "3.3": "1-4",
  "3.4": "1-6",
  "3.5": "1-5",
  "3.7": "1-2",
  "4.1": "1-3",
  "4.2": "1-1",
  "4.3": "1-2",
  "4.4": "1-4",
  "5.1": "1-1",
  "5.2": "1-3",
  "5.3": "1-2",
  "5.4": "1-3",
  "6.1": "1-3",
  "6.2": "1-12",
  "6.3": "1-4",
  "6.4": "1-4",
  "6.5": "1-5",
  "6.6": "1-3",
  "6.8": "1-4",
  "7.1": "1-3",
  "7.2": "1-4",
  "7.3": "1-2",
  "7.4": "1-5",
  "7.5": "1-2",
  "7.6": "1-2",
  "8.1": "1-2",
  "8.2": "1-3",
  "8.3": "1-1",
  "8.4": "1-1",
  "9.1": "1-3",
  "9.2": "1-4",
  "10.1": "1-2",
  "10.2": "1-2",
  "10.3": "1-4",
  "10.4": "1-11",
  "10.5": "1-5",
  "10.6": "1-2",
  "10.7": "1-3",
  "11.1": "1-2",
  "11.2": "1-3",
  "11.3": "1-3",
  "11.4": "1-4",
  "11.5": "1-1",
  "11.6": "1-1",
  "12.1": "1-3",
  "12.2": "1-2",
  "12.3": "1-4",
  "13.1": "1-1",
  "13.2": "1-5",
  "13.3": "1-2",
  "13.4": "1-5",
  "14.1": "1-2",
  "14.2": "1-4",
  "14.3": "1-3",
  "15.1": "1-3",
  "15.2": "1-3",
  "15.3": "1-7",
  "16.1": "1-1",
  "16.2": "1-5",
  "16.3": "1-4",
  "16.4": "1-3",
  "16.5": "1-3",
  "17.1": "1-1",
  "17.2": "1-4",
  "17.3": "1-2",
};
const ids = Object.entries(required).flatMap(([section, range]) => {
  const [first = 0, last = 0] = range.split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => `${section}.${first + index}`);
});

const rows = [...page.matchAll(/^\| (\d[\d., ]+) \| ([a-z ]+) \| (.*) \| (.*?) ?\|$/gm)].map(
  ([, names = "", state = "", how = "", shown = ""]) => ({ ids: names.split(", "), state, how, shown }),
);

test("the table has every requirement of level 1 and 2 once", () => {
  expect(ids).toHaveLength(253);
  expect(rows.flatMap((row) => row.ids).sort()).toEqual([...ids].sort());
});

test("every row has a state that is explained, and what is met is shown by a file or says why not", () => {
  for (const { ids: named, state, how, shown } of rows) {
    expect(["met", "partly", "not met", "provider", "none"], named.join()).toContain(state);
    expect(how.length, named.join()).toBeGreaterThan(5);
    if (state === "none" || state === "provider") expect(shown, named.join()).toBe("");
  }
});

test("every file that the table names is there", () => {
  const files = rows.flatMap(({ shown }) => [...shown.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
  for (const [, link = ""] of page.matchAll(/\]\(([^)#]+)\)/g)) {
    expect(existsSync(join(root, "docs", link)), link).toBe(true);
  }
});
