import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dynamodbContactLosses } from "../../../lib/membership/contact-losses.dynamodb.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import type { CardList, PersonStore, PersonWrite, StoredPerson } from "../../../lib/membership/person-store.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { fetchVaultKeys, type KeyWrapping } from "../../../lib/membership/vault-keys.dynamodb.ts";
import { planChange, planRegistration } from "../../../lib/membership/write-person.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { makeIdNumber } from "../../support/people.ts";
import { aPerson, contextOf } from "./person-fixture.ts";

let tables: TestTables;
let tableName: string;
let store: PersonStore;
beforeAll(async () => {
  tables = await startTables();
});
beforeEach(async () => {
  tableName = await tables.create(membershipTable);
  store = dynamodbPersonStore(tables.client, tableName);
});
afterAll(async () => tables?.stop());

const circumstances = contextOf("organization_department_staff");

async function add(given: Parameters<typeof aPerson>[0] = {}): Promise<StoredPerson> {
  const person = await aPerson(given);
  expect(await store.write([planRegistration(person, circumstances)])).toEqual([]);
  return person;
}

function change(before: StoredPerson, next: Partial<StoredPerson>): PersonWrite {
  const write = planChange(before, next, { circumstances, source: "manual" });
  if (write === undefined) throw new Error("nothing changes");
  return write;
}

const named = (person: StoredPerson, name: string) => ({ fields: { ...person.fields, name } });

async function namesIn(list: CardList): Promise<string[]> {
  const names: string[] = [];
  let from: string | null = null;
  do {
    const page: Awaited<ReturnType<PersonStore["readCards"]>> = await store.readCards(list, { limit: 2, from });
    names.push(...page.cards.map(({ name }) => name));
    from = page.next;
  } while (from !== null);
  return names;
}

const lists = (name: { pinyin: string; initials: string }, organizationId = "b1"): CardList[] => [
  { by: "place", organizationId, isEnded: false },
  { by: "stage", stage: "applicant" },
  { by: "pinyin", beginning: name.pinyin },
  { by: "initials", beginning: name.initials },
];

test("gives a person back as written, and by every way of asking", async () => {
  const person = await add({ fields: { campus_id: "20180016" } });
  expect(await store.find(person.personId)).toEqual({ ...person, sealedIdNumber: expect.anything() });
  expect(await store.findHome(person.personId)).toBe("b1");
  expect(await store.findByCampusId("20180016")).toBe(person.personId);
  expect((await store.findByFingerprints([person.fingerprint, "unknown"])).size).toBe(1);
  expect(await namesIn({ by: "number", beginning: "2018" })).toEqual(["陈晓东"]);
  expect(await store.find("per-none")).toBeUndefined();
  expect(await store.findByCampusId("9")).toBeUndefined();
});

test("keeps id numbers and campus numbers with one person, and writes nothing of who comes second", async () => {
  const first = await add({ fields: { campus_id: "20180016" } });
  const twin = await aPerson({ organizationId: "b2", fields: { name: "双胞胎", campus_id: "20180017" } });
  const sameId = { ...twin, fingerprint: first.fingerprint };
  const idProblem = await store.write([planRegistration(sameId, circumstances)]);
  expect(idProblem).toEqual([{ personId: twin.personId, problem: "id_number_taken" }]);
  const sameNumber = { ...twin, fields: { ...twin.fields, campus_id: "20180016" } };
  const numberProblem = await store.write([planRegistration(sameNumber, circumstances)]);
  expect(numberProblem).toEqual([{ personId: twin.personId, problem: "campus_id_taken" }]);
  expect(await store.find(twin.personId)).toBeUndefined();
  expect(await namesIn({ by: "place", organizationId: "b2", isEnded: false })).toEqual([]);
  expect(await namesIn({ by: "pinyin", beginning: "shuang" })).toEqual([]);
});

test("writes several people together or nobody", async () => {
  const first = await add();
  const [one, other] = await Promise.all([aPerson({ fields: { name: "甲" } }), aPerson({ fields: { name: "乙" } })]);
  const together = [
    planRegistration(one, circumstances),
    planRegistration({ ...other, fingerprint: first.fingerprint }, circumstances),
  ];
  expect(await store.write(together)).toEqual([{ personId: other.personId, problem: "id_number_taken" }]);
  expect(await store.find(one.personId)).toBeUndefined();
});

test("finds a person by the new name, number, branch and stage, and by no former one", async () => {
  const before = await add({ fields: { campus_id: "20180016" } });
  const next = {
    organizationId: "b2",
    stage: "activist" as const,
    fields: { ...before.fields, name: "曾乐之", campus_id: "S001" },
  };
  expect(await store.write([change(before, next)])).toEqual([]);
  for (const list of lists({ pinyin: "chen", initials: "cxd" }))
    expect(await namesIn(list), JSON.stringify(list)).toEqual([]);
  expect(await namesIn({ by: "number", beginning: "20" })).toEqual([]);
  expect(await store.findByCampusId("20180016")).toBeUndefined();
  const found = lists({ pinyin: "zengle", initials: "zl" }, "b2").filter(({ by }) => by !== "stage");
  const all: CardList[] = [...found, { by: "stage", stage: "activist" }, { by: "number", beginning: "S0" }];
  for (const list of all) expect(await namesIn(list), JSON.stringify(list)).toEqual(["曾乐之"]);
  // What was given up is free for somebody else.
  await add({ fields: { name: "接号人", campus_id: "20180016" } });
});

test("frees the former id number when a wrong one is put right", async () => {
  const before = await add();
  const other = await aPerson();
  expect(await store.write([change(before, { fingerprint: other.fingerprint, maskedIdNumber: "999***" })])).toEqual([]);
  expect([...(await store.findByFingerprints([before.fingerprint])).keys()]).toEqual([]);
  const again = await aPerson({ fields: { name: "真主人" } });
  expect(await store.write([planRegistration({ ...again, fingerprint: before.fingerprint }, circumstances)])).toEqual(
    [],
  );
});

test("lets one of many changes of a version win, and keeps one line of history for it", async () => {
  const before = await add();
  const results = await Promise.all(
    ["甲", "乙", "丙", "丁"].map((name) => store.write([change(before, named(before, name))])),
  );
  expect(results.filter((problems) => problems.length === 0)).toHaveLength(1);
  for (const problems of results.filter(({ length }) => length > 0)) {
    expect(problems).toEqual([{ personId: before.personId, problem: "changed_meanwhile" }]);
  }
  const { items } = await store.listLines(before.personId, { limit: 10, cursor: undefined });
  expect(items).toHaveLength(1);
  const after = await store.find(before.personId);
  expect(items[0]).toMatchObject({
    version: 2,
    changes: [{ field: "name", before: "陈晓东", after: after?.fields.name }],
  });
  expect(await namesIn({ by: "place", organizationId: "b1", isEnded: false })).toEqual([after?.fields.name]);
});

test("keeps whoever ended apart from the people of a branch", async () => {
  const before = await add();
  await store.write([change(before, { stage: "discontinued" })]);
  expect(await namesIn({ by: "place", organizationId: "b1", isEnded: false })).toEqual([]);
  expect(await namesIn({ by: "place", organizationId: "b1", isEnded: true })).toEqual(["陈晓东"]);
});

test("lists a branch in the order of the readings, page by page", async () => {
  for (const name of ["张三", "阿里", "李四", "陈晓东", "王五"])
    await add({ idNumber: makeIdNumber("1990-01-01"), fields: { name } });
  const order = ["阿里", "陈晓东", "李四", "王五", "张三"];
  expect(await namesIn({ by: "place", organizationId: "b1", isEnded: false })).toEqual(order);
});

test("makes the keys of the vault once, whoever comes first", async () => {
  const flip = async (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xff);
  const wrapping: KeyWrapping = { wrap: flip, unwrap: flip };
  const fetch = () => fetchVaultKeys(tables.client, { tableName, wrapping })();
  const all = await Promise.all([fetch(), fetch(), fetch(), fetch()]);
  const again = await fetch();
  for (const keys of all) expect([...keys.sealing, ...keys.hashing]).toEqual([...again.sealing, ...again.hashing]);
  expect(again.sealing).toHaveLength(32);
});

test("tells from the whole history when a member was out of contact, and reads none where nothing tells of it", async () => {
  const findLosses = dynamodbContactLosses(tables.client, tableName);
  const person = await add({
    stage: "full_member",
    fields: { admission_date: "2020-05-01", conversion_date: "2021-05-01" },
  });
  expect(await findLosses(person.personId, false)).toBeUndefined();
  const lost = change(person, { fields: { ...person.fields, is_lost_contact: true, lost_contact_date: "2026-03-01" } });
  const moved = change(lost.after, { organizationId: "b2" });
  for (const write of [lost, moved]) expect(await store.write([write])).toEqual([]);
  const loss = { kind: "lost_contact", since: "2026-03-01", endedOn: null };
  const elsewhere = { ...loss, organizationId: "b1", startedOn: null };
  const present = { ...loss, organizationId: "b2", startedOn: "2026-03-01" };
  expect(await findLosses(person.personId, false)).toEqual({ version: 3, losses: [elsewhere, present] });
  const found = change(moved.after, { fields: { ...moved.after.fields, is_lost_contact: false } });
  expect(await store.write([found])).toEqual([]);
  expect(await findLosses(person.personId, false)).toBeUndefined();
  expect(await findLosses(person.personId, true)).toMatchObject({
    losses: [elsewhere, { ...present, endedOn: "2026-11-21" }],
  });
});
