import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listCountedPeople } from "../../../lib/statistics/list-counted-people.ts";
import { listSubordinateStatistics } from "../../../lib/statistics/read-statistics.ts";
import type { RebuildPosition } from "../../../lib/statistics/rebuild-position.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { contextOf } from "../membership/person-fixture.ts";
import { countedPerson, today } from "./counted-people.ts";
import { startStatistics } from "./statistics-world.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

/** Forty people over five branches; every eighth is a woman, the tenth alone belongs to a minority. */
const forty = Array.from({ length: 40 }, (_, index) =>
  countedPerson({
    personId: `p${String(index).padStart(2, "0")}`,
    organizationId: `b${(index % 5) + 1}`,
    nameOrder: `name${String(index).padStart(2, "0")}#p`,
    stage: index % 4 === 0 ? "activist" : "full_member",
    fields: {
      name: `人${index}`,
      gender: index % 8 === 0 ? "female" : "male",
      ethnicity: index === 10 ? "回族" : "汉族",
      birth_date: `19${60 + index}-11-2${index % 5}`,
    },
  }),
);
const ids = forty.map(({ personId }) => personId);

test("adds up the branches at every superior, and counts a repeat for nothing", async () => {
  const { count, numbers } = await startStatistics(tables, forty);
  expect(new Set((await count(ids, today)).values())).toEqual(new Set(["done"]));
  expect(new Set((await count(ids, today)).values())).toEqual(new Set(["already_done"]));
  expect(await numbers("u")).toMatchObject({
    "member.category.full_member": 30,
    "candidate.category.activist": 10,
    "candidate.sex.female": 5,
    "member.ethnic_group.回族": 1,
  });
  expect((await numbers("c1"))["member.category.full_member"]).toBe(18);
  expect((await numbers("b4"))["member.category.full_member"]).toBe(6);
  expect(await numbers("b1")).not.toHaveProperty("candidate.ethnic_group.回族");
});

test("takes somebody who moves or leaves from the one number and gives it to the other", async () => {
  const { count, numbers, people } = await startStatistics(tables, [countedPerson()]);
  await count(["p1"], today);
  people.set("p1", countedPerson({ version: 2, organizationId: "b4" }));
  await count(["p1"], today);
  expect(await numbers("c1")).toEqual({});
  expect(await numbers("c2")).toMatchObject({ "member.sex.male": 1 });
  people.set("p1", countedPerson({ version: 3, organizationId: "b4", stage: "deceased" }));
  await count(["p1"], today);
  expect(await numbers("u")).toEqual({});
  people.set("p1", countedPerson({ version: 2, organizationId: "b4" }));
  await count(["p1"], today);
  expect(await numbers("u")).toEqual({});
});

test("gives one of two who change a person at the same moment another try", async () => {
  const { store, count } = await startStatistics(tables, [countedPerson()]);
  await count(["p1"], today);
  const before = (await store.findStandings(["p1"])).get("p1");
  if (before === undefined) throw new Error("no standing");
  const { revision: _, ...standing } = before;
  const after = { ...standing, keys: [], changesOn: null };
  expect(await store.saveStandings([{ before, after }])).toBe(true);
  expect(await store.saveStandings([{ before, after }])).toBe(false);
  expect(await store.saveStandings([{ before: undefined, after }])).toBe(false);
});

describe("the turn of a day", () => {
  test("moves whoever has a birthday that counts, and nobody else, also after days without a run", async () => {
    const { count, numbers, advance, store } = await startStatistics(tables, [
      countedPerson({ personId: "p1", fields: { birth_date: "1995-11-23" } }),
      countedPerson({ personId: "p2", fields: { birth_date: "1995-11-24" } }),
      countedPerson({ personId: "p3", fields: { birth_date: "1995-12-30" } }),
      countedPerson({ personId: "p4", stage: "full_member", fields: { conversion_date: "2016-11-25" } }),
    ]);
    await count(["p1", "p2", "p3", "p4"], today);
    const young = async () => (await numbers("u"))["member.age.to_30"];
    expect(await young()).toBe(3);
    expect(await advance(new Date("2026-11-22T16:05:00Z"))).toEqual({ changed: 1 });
    expect([await young(), await store.findDay()]).toEqual([2, "2026-11-23"]);
    expect(await advance(new Date("2026-11-22T16:05:00Z"))).toEqual({ changed: 0 });
    expect((await numbers("u"))["member.party_age.10_to_19"]).toBe(3);
    // Two days in one go, after a day on which the job did not run.
    expect(await advance(new Date("2026-11-24T16:05:00Z"))).toEqual({ changed: 2 });
    expect([await young(), await store.findDay()]).toEqual([1, "2026-11-25"]);
    expect((await numbers("u"))["member.party_age.10_to_19"]).toBe(4);
    // A fact that was on its way since yesterday makes nobody younger.
    await count(["p1", "p2", "p3"], today);
    expect(await young()).toBe(1);
  });
});

const all = async (rebuild: Awaited<ReturnType<typeof startStatistics>>["rebuild"]) => {
  let [position, corrected]: [RebuildPosition | null | undefined, number] = [undefined, 0];
  while (position !== null) {
    const result = await rebuild(position, new Date("2026-11-22T02:00:00Z"));
    ({ position } = result);
    corrected += result.corrected;
  }
  return corrected;
};

describe("a rebuild", () => {
  test("counts a university that was never counted, and finds nothing to do when all is right", async () => {
    const { rebuild, numbers, count } = await startStatistics(tables, forty);
    expect(await all(rebuild)).toBe(40);
    const rebuilt = await numbers("u");
    expect(await all(rebuild)).toBe(0);
    const other = await startStatistics(tables, forty);
    await other.count(ids, today);
    expect(rebuilt).toEqual(await other.numbers("u"));
    expect(await count(ids, today)).toBeDefined();
  });

  test("puts damaged counters right at every level", async () => {
    const { rebuild, numbers, count, damage } = await startStatistics(tables, forty);
    await count(ids, today);
    const right = await Promise.all(["u", "c1", "c2", "b1", "b4"].map(numbers));
    await damage("b1", "member.sex.male", 5);
    await damage("c2", "candidate.age.to_30", -1);
    await damage("u", "member.era.unknown", 3);
    expect(await all(rebuild)).toBeGreaterThanOrEqual(3);
    expect(await Promise.all(["u", "c1", "c2", "b1", "b4"].map(numbers))).toEqual(right);
  });
});

describe("the list behind a number", () => {
  const behind = async (
    list: ReturnType<typeof listCountedPeople>,
    what: { population: "member" | "candidate"; dimension: "sex" | "ethnic_group"; band: string },
    { organizationId = "u", limit = 7 } = {},
  ) => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const query = { ...what, limit, ...(cursor !== undefined && { cursor }) };
      const page = await list({ params: { organizationId }, query, body: undefined });
      pages.push(page.items.map(({ personId }) => personId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return pages;
  };

  test("names each person once, page by page, and as many as the number says", async () => {
    const { count, store, numbers } = await startStatistics(tables, forty);
    await count(ids, today);
    const list = listCountedPeople({ store });
    const men = await behind(list, { population: "member", dimension: "sex", band: "male" });
    expect(men.flat()).toHaveLength((await numbers("u"))["member.sex.male"] ?? 0);
    expect(new Set(men.flat()).size).toBe(men.flat().length);
    expect(Math.max(...men.map((page) => page.length))).toBe(7);
    const branch = await behind(
      list,
      { population: "member", dimension: "sex", band: "male" },
      { organizationId: "b2" },
    );
    expect(branch.flat()).toHaveLength((await numbers("b2"))["member.sex.male"] ?? 0);
  });

  test("finds the only one of a whole university without looking into the other branches", async () => {
    const { count, store } = await startStatistics(tables, forty);
    await count(ids, today);
    const looked: string[] = [];
    const counting = {
      ...store,
      listPeople: (id: string, slice: Parameters<typeof store.listPeople>[1]) => {
        looked.push(id);
        return store.listPeople(id, slice);
      },
    };
    const pages = await behind(listCountedPeople({ store: counting }), {
      population: "member",
      dimension: "ethnic_group",
      band: "回族",
    });
    expect(pages.flat()).toEqual(["p10"]);
    expect(looked).toEqual(["b1"]);
  });

  test("goes with a branch to another superior, and is put right when it was damaged", async () => {
    const { count, store, move, rebuild, forgetHolders } = await startStatistics(tables, forty);
    await count(ids, today);
    const list = listCountedPeople({ store });
    const women = { population: "member", dimension: "sex", band: "male" } as const;
    const at = async (organizationId: string) => (await behind(list, women, { organizationId })).flat().length;
    const [former, latter] = [await at("c1"), await at("c2")];
    await move("b3", "c2");
    expect([await at("c1"), await at("c2"), await at("u")]).toEqual([former - 6, latter + 6, former + latter]);
    await forgetHolders("c2", "member.sex.male");
    expect(await at("u")).toBe(former - 6);
    await all(rebuild);
    expect(await at("u")).toBe(former + latter);
    expect(await all(rebuild)).toBe(0);
  });

  test("refuses a cursor of another list", async () => {
    const { count, store } = await startStatistics(tables, forty);
    await count(ids, today);
    const list = listCountedPeople({ store });
    const query = { population: "member", dimension: "sex", band: "male", limit: 2 } as const;
    const params = { organizationId: "u" };
    const { nextCursor } = await list({ params, query, body: undefined });
    const other = { ...query, band: "female", cursor: nextCursor ?? "" };
    await expect(list({ params, query: other, body: undefined })).rejects.toMatchObject({ code: "malformed_request" });
  });
});

test("pages through the organisations directly below that have people", async () => {
  const { count, store } = await startStatistics(tables, forty);
  await count(ids, today);
  const list = listSubordinateStatistics({ store });
  const context = contextOf("organization_department_staff");
  expect(context.principal.assignments).toHaveLength(1);
  const first = await list({ params: { organizationId: "c1" }, query: { limit: 2 }, body: undefined });
  expect(first.items.map(({ organizationId, fullMembers }) => [organizationId, fullMembers])).toEqual([
    ["b1", 6],
    ["b2", 6],
  ]);
  const query = { limit: 2, cursor: first.nextCursor ?? "" };
  const second = await list({ params: { organizationId: "c1" }, query, body: undefined });
  expect(second).toMatchObject({ items: [{ organizationId: "b3" }], nextCursor: null });
});
