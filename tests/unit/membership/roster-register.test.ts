import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PersonFields } from "../../../lib/membership/person-fields.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import type { PersonStore } from "../../../lib/membership/person-store.ts";
import { placeGates } from "../../../lib/membership/place-gates.dynamodb.ts";
import { type RowToWrite, rosterRegister } from "../../../lib/membership/roster-register.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { planChange } from "../../../lib/membership/write-person.ts";
import { RosterRow } from "../../../lib/roster/roster-row.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { makeIdNumber } from "../../support/people.ts";
import { aPerson, contextOf, nextPersonId, vault } from "./person-fixture.ts";

let tables: TestTables;
let tableName: string;
let store: PersonStore;
let register: ReturnType<typeof rosterRegister>;
beforeAll(async () => {
  tables = await startTables();
});
beforeEach(async () => {
  tableName = await tables.create(membershipTable);
  store = dynamodbPersonStore(tables.client, tableName);
  register = rosterRegister({ store, vault, newId: () => nextPersonId().slice(4) });
});
afterAll(async () => tables?.stop());

const circumstances = contextOf("organization_department_staff");

async function aRow(row: number, more: Partial<RosterRow> = {}): Promise<RowToWrite> {
  const { fields } = await aPerson({ fields: { name: `人${row}`, home_address: "滆湖路21号" } });
  const person = RosterRow.parse({
    ...fields,
    id_number: makeIdNumber("1990-05-06"),
    member_category: "full_member",
    branch_id: "b1",
    branch_name: "第一党支部",
    admission_date: "2015-06-01",
    conversion_date: "2016-06",
    ...more,
  });
  return { row, person, change: null };
}

const write = (rows: readonly RowToWrite[], importId = "imp-1") => register.write(importId, rows, circumstances);

async function changeOf(row: RowToWrite, after: Partial<RosterRow>): Promise<RowToWrite> {
  const [known] = await register.findByIdNumbers([row.person.id_number]);
  if (known === undefined) throw new Error("not registered");
  const fields = (Object.keys(after) as (keyof RosterRow)[]).map((field) => ({
    field,
    before: known.person[field] ?? null,
    after: after[field] ?? null,
  }));
  return { ...row, person: { ...row.person, ...after }, change: { personId: known.personId, fields } };
}

test("registers people as the roster says, and gives them back the same", async () => {
  const rows = await Promise.all(Array.from({ length: 25 }, (_, index) => aRow(index + 3)));
  expect(await write(rows)).toEqual(rows.map(() => "registered"));
  const found = await register.findByIdNumbers([
    ...rows.map(({ person }) => person.id_number),
    makeIdNumber("1980-01-01"),
  ]);
  expect(found).toHaveLength(25);
  for (const { person } of found) {
    const { branch_name: _name, ...row } = rows.find((one) => one.person.id_number === person.id_number)?.person ?? {};
    expect(person).toEqual(row);
  }
  const [first] = await store
    .findByFingerprints([await vault.fingerprint(rows[0]?.person.id_number ?? "")])
    .then((all) => [...all.values()]);
  expect(first).toMatchObject({
    stage: "full_member",
    stageSince: "2016-06",
    source: "import:imp-1/3",
    registeredBy: "20050018",
  });
});

test("gives a repeated step the outcome of the first time and writes nothing", async () => {
  const rows = [await aRow(3), await aRow(4)];
  await write(rows);
  expect(await write(rows)).toEqual(["registered", "registered"]);
  const changes = await Promise.all(rows.map((row) => changeOf(row, { ethnicity: "回族" })));
  expect(await write(changes, "imp-2")).toEqual(["changed", "changed"]);
  expect(await write(changes, "imp-2")).toEqual(["changed", "changed"]);
  for (const { change } of changes) {
    expect((await store.find(change?.personId ?? ""))?.version).toBe(2);
    const { items } = await store.listLines(change?.personId ?? "", { limit: 9, cursor: undefined });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      source: expect.stringMatching(/^import:imp-2/),
      changes: [{ field: "ethnicity" }],
    });
  }
});

test("changes branch and category with the facts of both", async () => {
  const row = await aRow(3, { member_category: "probationary_member", conversion_date: null });
  await write([row]);
  const change = await changeOf(row, {
    member_category: "full_member",
    conversion_date: "2016-06-01",
    branch_id: "b2",
  });
  expect(await write([change], "imp-2")).toEqual(["changed"]);
  expect(await store.find(change.change?.personId ?? "")).toMatchObject({
    organizationId: "b2",
    stage: "full_member",
    stageSince: "2016-06-01",
  });
});

test("overwrites nothing that somebody changed since the preview", async () => {
  const row = await aRow(3);
  await write([row]);
  const change = await changeOf(row, { ethnicity: "回族" });
  const before = await store.find(change.change?.personId ?? "");
  if (before === undefined) throw new Error("not registered");
  const byHand = planChange(
    before,
    { fields: { ...before.fields, ethnicity: "苗族" } },
    { circumstances, source: "manual" },
  );
  await store.write(byHand === undefined ? [] : [byHand]);
  expect(await write([change], "imp-2")).toEqual(["conflicting"]);
  expect((await store.find(before.personId))?.fields.ethnicity).toBe("苗族");
  expect(await write([{ ...row, row: 9 }], "imp-3")).toEqual(["conflicting"]);
});

test("leaves the others of a step alone when one is in the way", async () => {
  const taken = await aRow(3, { campus_id: "20180016" });
  await write([taken]);
  const rows = [await aRow(4), await aRow(5, { campus_id: "20180016" }), await aRow(6)];
  expect(await write(rows, "imp-2")).toEqual(["registered", "conflicting", "registered"]);
});

test("takes the same person of two imports at one moment once", async () => {
  const row = await aRow(3);
  const outcomes = await Promise.all(["imp-1", "imp-2", "imp-3"].map((importId) => write([row], importId)));
  expect(outcomes.flat().filter((outcome) => outcome === "registered")).toHaveLength(1);
  expect(await register.findByIdNumbers([row.person.id_number])).toHaveLength(1);
});

test("does not bring back the dead", async () => {
  const row = await aRow(3);
  await write([row]);
  const change = await changeOf(row, { ethnicity: "回族" });
  const before = await store.find(change.change?.personId ?? "");
  if (before === undefined) throw new Error("not registered");
  const death = planChange(before, { stage: "deceased" }, { circumstances, source: "manual" });
  await store.write(death === undefined ? [] : [death]);
  expect(await write([await changeOf(row, { member_category: "full_member" })], "imp-2")).toEqual(["conflicting"]);
});

test("keeps every field of a roster row but those that stand elsewhere", () => {
  const elsewhere = ["id_number", "member_category", "branch_name", "branch_id"];
  const kept = Object.keys(PersonFields.shape);
  expect([...kept, ...elsewhere].sort()).toEqual(Object.keys(RosterRow.shape).sort());
});

test("writes nobody into a branch that a merge closed after the roster was checked, and everybody else", async () => {
  const registered = await aRow(3);
  const refused = await aRow(4, { branch_id: "b2" });
  const rows = [registered, refused, await aRow(5)];
  const closing = placeGates(tableName).close("b2", "mrg-0000000001");
  await tables.client.send(new TransactWriteCommand({ TransactItems: [closing] }));
  expect(await write(rows)).toEqual(["registered", "conflicting", "registered"]);
  expect(await register.findByIdNumbers([refused.person.id_number])).toEqual([]);
  const moved = await changeOf(registered, { branch_id: "b2" });
  expect(await write([moved], "imp-2")).toEqual(["conflicting"]);
});
