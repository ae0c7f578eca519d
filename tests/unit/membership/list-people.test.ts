import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listPeople } from "../../../lib/membership/list-people.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import { maximumWrites, type PersonStore } from "../../../lib/membership/person-store.ts";
import type { PersonCardView } from "../../../lib/membership/person-view.ts";
import { listPeople as route } from "../../../lib/membership/routes.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { planRegistration } from "../../../lib/membership/write-person.ts";
import type { Role } from "../../../lib/shared/access.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { aPerson, contextOf, organizations } from "./person-fixture.ts";

let tables: TestTables;
let store: PersonStore;
const read = { cards: 0, lists: 0, units: 0 };

const surnames = [..."王李张刘陈杨赵黄周吴徐孙"];
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚"];
const branches = ["b1", "b2", "b3", "b4", "b5", "b9"];
/** Names of which the surname is read in two ways; they stand in no branch that the counts below are about. */
const polyphonic = ["单小雨", "曾乐之", "解晓冬", "尉迟静", "柏杨树"];

/** 1,200 people with few different names, in six branches; every tenth is an activist, every fiftieth out of reach. */
async function fill(): Promise<void> {
  const context = contextOf("organization_department_staff");
  const writes = [];
  for (let index = 0; index < 1_200; index++) {
    const name = `${surnames[index % 12]}${given[index % 20]}${given[Math.floor(index / 20) % 20]}`;
    const organizationId = branches[Math.floor(index / 200)] ?? "b9";
    const fields = { name, campus_id: `20${String(index).padStart(6, "0")}`, is_lost_contact: index % 50 === 0 };
    const stage = index % 10 === 0 ? "activist" : "applicant";
    writes.push(planRegistration(await aPerson({ organizationId, stage, fields }), context));
  }
  for (const name of polyphonic) {
    writes.push(
      planRegistration(await aPerson({ organizationId: "c1-p", stage: "deceased", fields: { name } }), context),
    );
  }
  for (let start = 0; start < writes.length; start += maximumWrites) {
    await store.write(writes.slice(start, start + maximumWrites));
  }
}

/** As the engine bills them. */
function countReadUnits({ client }: TestTables): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        const answer = await next({
          ...call,
          input: { ...call.input, ReturnConsumedCapacity: "TOTAL" },
        } as typeof call);
        const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } };
        if (commandName === "QueryCommand") read.units += ConsumedCapacity?.CapacityUnits ?? 0;
        return answer;
      },
    { step: "initialize" },
  );
}

beforeAll(async () => {
  tables = await startTables();
  countReadUnits(tables);
  store = dynamodbPersonStore(tables.client, await tables.create(membershipTable));
  await fill();
}, 60_000);
afterAll(async () => tables?.stop());

const counting: Pick<PersonStore, "readCards"> = {
  async readCards(list, page) {
    const answer = await store.readCards(list, page);
    read.cards += answer.cards.length;
    read.lists += 1;
    return answer;
  },
};
const list = listPeople({ store: counting, organizations });

interface Asker {
  readonly role?: Role;
  readonly at?: string;
}

async function page(query: object, { role = "organization_department_staff", at = "u" }: Asker = {}) {
  return await list({ params: {}, query: route.query.parse(query), body: undefined }, contextOf(role, at));
}

async function everything(query: object, asker: Asker = {}): Promise<PersonCardView[]> {
  const found: PersonCardView[] = [];
  let cursor: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof page>> = await page(
      { ...query, ...(cursor !== null && { cursor }) },
      asker,
    );
    found.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return found;
}

describe("what is found", () => {
  test.each([
    ["everybody", {}, () => true],
    ["a committee's people", { organizationId: "c1" }, (index: number) => index < 1_000],
    ["a branch's people", { organizationId: "b2" }, (index: number) => index >= 200 && index < 400],
    ["a stage of the university", { stage: "activist" }, (index: number) => index % 10 === 0],
    ["a stage of a committee", { stage: "activist", organizationId: "c1" }, (i: number) => i % 10 === 0 && i < 1_000],
    ["those out of reach", { flag: "lost_contact" }, (index: number) => index % 50 === 0],
    ["a number", { q: "200000" }, (index: number) => index < 100],
    ["a surname", { q: "王" }, (index: number) => index % 12 === 0],
    ["a surname in a committee", { q: "王", organizationId: "c1" }, (i: number) => i % 12 === 0 && i < 1_000],
    ["a surname in a branch", { q: "王", organizationId: "b3" }, (i: number) => i % 12 === 0 && i >= 400 && i < 600],
    ["a surname in pinyin", { q: "wang" }, (index: number) => index % 12 === 0],
    ["initials in a branch", { q: "ww", organizationId: "b1" }, (i: number) => i % 60 === 0 && i < 200],
    ["initials in a stage", { q: "ww", stage: "activist" }, (i: number) => i % 60 === 0],
  ])("%s, each once", async (_, query, isMeant) => {
    const found = await everything(query);
    const numbers = found.map(({ campusId }) => Number(campusId?.slice(2))).sort((one, other) => one - other);
    const meant = Array.from({ length: 1_200 }, (_unused, index) => index).filter(isMeant);
    expect(numbers).toEqual(meant);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test.each([
    ["单小雨", ["shanxiaoyu", "shanx", "danxiaoyu", "dan", "sxy", "dxy", "单", "单小"]],
    ["曾乐之", ["zeng", "zenglezhi", "cengle", "zlz", "clz", "曾乐"]],
    ["解晓冬", ["xie", "jiexiaodong", "xxd", "jxd"]],
    ["尉迟静", ["yuchi", "weichij", "ycj", "wcj", "尉迟"]],
    ["柏杨树", ["bai", "bo", "b", "bys", "柏"]],
  ])("%s once by every reading of the surname: %j", async (name, searches) => {
    for (const q of searches) {
      const found = await everything({ q, status: "ended" });
      expect(
        found.map((card) => card.name),
        q,
      ).toEqual([name]);
    }
  });

  test("nobody by a filter that fits nobody", async () => {
    expect(await everything({ q: "司马" })).toEqual([]);
    expect(await everything({ q: "%" })).toEqual([]);
    expect(await everything({ status: "ended", q: "wang" })).toEqual([]);
  });
});

test.each([
  ["the first page of everybody", {}],
  ["a common surname", { q: "王" }],
  ["a common initial in a committee", { q: "w", organizationId: "c1" }],
  ["a reading that is not the main one", { q: "dan" }],
  ["a rare flag", { flag: "lost_contact" }],
  ["a filter that fits nobody", { q: "w", flag: "mobile" }],
  ["a stage of a committee", { stage: "full_member", organizationId: "c1" }],
])("reads at most 40 cards of four lists, for 2 units, for %s", async (_, query) => {
  Object.assign(read, { cards: 0, lists: 0, units: 0 });
  await page(query);
  expect(read.units).toBeGreaterThan(0);
  expect(read.units).toBeLessThanOrEqual(2);
  expect(read.cards).toBeLessThanOrEqual(40);
  expect(read.lists).toBeLessThanOrEqual(4);
});

describe("who may ask", () => {
  test("begins at the place of the role, and goes nowhere else", async () => {
    expect((await everything({}, { role: "branch_secretary", at: "b4" })).length).toBe(200);
    await expect(page({ organizationId: "b5" }, { role: "branch_secretary", at: "b4" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(page({ organizationId: "nowhere" })).rejects.toMatchObject({ code: "not_found" });
    await expect(page({}, { role: "system_administrator" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("tells a member names and branches, and nothing by a filter or a number", async () => {
    const asker = { role: "member", at: "b4" } as const;
    const { items } = await page({ q: "wang" }, asker);
    expect(items.length).toBeGreaterThan(0);
    for (const card of items) expect(Object.keys(card)).toEqual(["personId", "name", "organizationId"]);
    for (const query of [{ stage: "activist" }, { flag: "mobile" }, { status: "ended" }]) {
      await expect(page(query, asker)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await everything({ q: "2000" }, asker)).toEqual([]);
  });
});
