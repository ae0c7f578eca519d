import { expect, test } from "vitest";
import { dimensions } from "../../../lib/statistics/dimensions.ts";
import { formatShare } from "../../../web/src/statistics/share.ts";
import { readWhat } from "../../../web/src/statistics/statistics-address.ts";
import { numbersOf, rowsOf, tablesOf, totalOf } from "../../../web/src/statistics/statistics-tables.ts";

const numbers = numbersOf({
  organizationId: "b1",
  asOf: "2026-11-22",
  counts: [
    { population: "member", dimension: "category", band: "full_member", count: 6 },
    { population: "member", dimension: "category", band: "probationary_member", count: 2 },
    { population: "member", dimension: "sex", band: "female", count: 8 },
    { population: "member", dimension: "ethnicity", band: "han", count: 5 },
    { population: "member", dimension: "ethnicity", band: "minority", count: 3 },
    { population: "member", dimension: "ethnic_group", band: "回族", count: 1 },
    { population: "member", dimension: "ethnic_group", band: "满族", count: 2 },
    { population: "member", dimension: "party_age", band: "to_4", count: 6 },
    { population: "candidate", dimension: "category", band: "applicant", count: 4 },
  ],
});

test("adds up each population by its categories", () => {
  expect([totalOf(numbers, "member"), totalOf(numbers, "candidate")]).toEqual([8, 4]);
  expect(rowsOf(numbers, "candidate", "category").map(({ band }) => band)).toEqual([
    "development_target",
    "activist",
    "applicant",
  ]);
});

test("shows nought where a table has the line anyway, and nothing of what is nowhere recorded", () => {
  expect(rowsOf(numbers, "member", "sex").map(({ band, count, share }) => [band, count, share])).toEqual([
    ["male", 0, 0],
    ["female", 8, 1],
  ]);
  expect(rowsOf(numbers, "member", "ethnicity").map(({ band }) => band)).toEqual(["han", "minority"]);
});

test("sorts minorities by number and counts their share of all members", () => {
  expect(rowsOf(numbers, "member", "ethnic_group").map(({ band, share }) => [band, share])).toEqual([
    ["满族", 0.25],
    ["回族", 0.125],
  ]);
  // Party age is that of full members only.
  expect(rowsOf(numbers, "member", "party_age")[0]?.share).toBe(1);
});

test("leaves out tables without anybody, and those that say nothing of a population", () => {
  const known = Object.keys(dimensions);
  const tables = tablesOf(numbers, "candidate").map(({ dimension }) => dimension);
  expect(known).toEqual(expect.arrayContaining(tables));
  expect(tables).toEqual(["category"]);
});

test("writes shares to a tenth of a percent", () => {
  expect([0, 0.0001, 0.125, 1 / 3, 1].map(formatShare)).toEqual(["0%", "<0.1%", "12.5%", "33.3%", "100%"]);
});

test("reads a number from an address only when all of it is there", () => {
  const what = { population: "member", dimension: "sex", band: "female" };
  expect(readWhat(new URLSearchParams(what))).toEqual(what);
  expect(readWhat(new URLSearchParams({ ...what, dimension: "shoe_size" }))).toBeUndefined();
  expect(readWhat(new URLSearchParams({ population: "member", dimension: "sex" }))).toBeUndefined();
});
