import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decideCorrection } from "../../../lib/membership/decide-correction.ts";
import { listOpenCorrections } from "../../../lib/membership/list-corrections.ts";
import type { PersonFields } from "../../../lib/membership/person-fields.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import type { PersonStore, StoredPerson } from "../../../lib/membership/person-store.ts";
import { requestCorrection } from "../../../lib/membership/self-service.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { planChange, planRegistration } from "../../../lib/membership/write-person.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { aPerson, contextOf, organizations } from "./person-fixture.ts";

let tables: TestTables;
let store: PersonStore;
let person: StoredPerson;
const secretary = contextOf("branch_secretary", "b1");
const owner = contextOf("member", "b1", "20180016");

beforeAll(async () => {
  tables = await startTables();
});
beforeEach(async () => {
  store = dynamodbPersonStore(tables.client, await tables.create(membershipTable));
  person = await aPerson({
    stage: "full_member",
    fields: { campus_id: "20180016", admission_date: "2019-06-01", conversion_date: "2020-06-01" },
  });
  await store.write([planRegistration(person, secretary)]);
});
afterAll(async () => tables?.stop());

async function ask(fields: Partial<PersonFields>): Promise<string> {
  const ask = requestCorrection({ store, newId: () => "ask" });
  const { correctionId } = await ask({ params: {}, query: {}, body: { fields, note: "证件为准" } }, owner);
  return correctionId;
}

const decide = (correctionId: string, decision: "accepted" | "declined" = "accepted", version = 1) =>
  decideCorrection({ store })(
    { params: { personId: person.personId, correctionId }, query: {}, body: { version, decision, reply: "好" } },
    secretary,
  );

const stored = async () => (await store.find(person.personId)) as StoredPerson;
const lines = async () => (await store.listLines(person.personId, { limit: 20, cursor: undefined })).items;

describe("accepting a request for correction", () => {
  test("enters what was asked for, and the history tells where it came from", async () => {
    const correctionId = await ask({ name: "陈晓冬", home_address: "滆湖路21号" });
    expect(await decide(correctionId)).toMatchObject({ status: "accepted", decidedBy: secretary.actor });
    expect(await stored()).toMatchObject({
      version: 2,
      lastSource: "correction",
      fields: { name: "陈晓冬", home_address: "滆湖路21号" },
    });
    const changed = (await lines()).find(({ kind }) => kind === "changed");
    expect(changed).toMatchObject({ source: "correction", actor: secretary.actor, note: "证件为准", version: 2 });
    expect((await lines()).find(({ kind }) => kind === "correction")).toMatchObject({ status: "accepted" });
    const { cards } = await store.readCards({ by: "pinyin", beginning: "chenxiaodong" }, { limit: 5, from: null });
    expect(cards.map(({ name }) => name)).toEqual(["陈晓冬"]);
  });

  test("moves the beginning of the stage with its date", async () => {
    await decide(await ask({ conversion_date: "2020-06-15" }));
    expect(await stored()).toMatchObject({ stageSince: "2020-06-15" });
  });

  test("is refused with the field and the reason where the record would be faulty, and stays open", async () => {
    const correctionId = await ask({ conversion_date: "2019-07-01" });
    await expect(decide(correctionId)).rejects.toMatchObject({
      code: "refused",
      options: { reasonCode: "correction_unfit", detail: { zh: expect.stringContaining("转正时间") } },
    });
    expect((await stored()).version).toBe(1);
    expect(await decide(correctionId, "declined")).toMatchObject({ status: "declined" });
    expect((await stored()).fields.conversion_date).toBe("2020-06-01");
  });

  test("is a conflict when the record changed since the decider read it", async () => {
    const correctionId = await ask({ home_address: "滆湖路21号" });
    const fields = { ...person.fields, ethnicity: "回族" };
    const other = planChange(person, { fields }, { circumstances: secretary, source: "manual" });
    await store.write(other === undefined ? [] : [other]);
    await expect(decide(correctionId)).rejects.toMatchObject({ code: "conflict", options: { currentVersion: 2 } });
    expect(await decide(correctionId, "accepted", 2)).toMatchObject({ status: "accepted" });
    expect((await stored()).fields).toMatchObject({ ethnicity: "回族", home_address: "滆湖路21号" });
  });

  test("only decides when the record says it already", async () => {
    const correctionId = await ask({ home_address: "滆湖路21号" });
    const fields = { ...person.fields, home_address: "滆湖路21号" };
    const byHand = planChange(person, { fields }, { circumstances: secretary, source: "manual" });
    await store.write(byHand === undefined ? [] : [byHand]);
    expect(await decide(correctionId, "accepted", 2)).toMatchObject({ status: "accepted" });
    expect((await stored()).version).toBe(2);
  });

  test("happens once, also when two decide at the same moment", async () => {
    const correctionId = await ask({ home_address: "滆湖路21号" });
    const results = await Promise.allSettled([
      decide(correctionId),
      decide(correctionId),
      decide(correctionId, "declined"),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const again = await stored();
    await expect(decide(correctionId, "accepted", again.version)).rejects.toMatchObject({
      options: { reasonCode: "decided_before" },
    });
    const isApplied = again.fields.home_address === "滆湖路21号";
    const line = (await lines()).find(({ kind }) => kind === "correction");
    expect(line).toMatchObject({ status: isApplied ? "accepted" : "declined" });
  });
});

describe("the list of requests that wait", () => {
  const list = (context = secretary, query: { limit: number; cursor?: string } = { limit: 15 }) =>
    listOpenCorrections({ store, organizations })({ params: {}, query, body: undefined }, context);

  test("names them to whoever may decide them, and to nobody else, until they are decided", async () => {
    const correctionId = await ask({ home_address: "滆湖路21号" });
    const { personId } = person;
    expect(await list()).toEqual({
      items: [
        {
          personId,
          correctionId,
          at: owner.at.toISOString(),
          fields: ["home_address"],
          name: "陈晓东",
          organizationId: "b1",
        },
      ],
      nextCursor: null,
    });
    expect((await list(contextOf("committee_secretary", "c1"))).items).toHaveLength(1);
    expect((await list(contextOf("branch_secretary", "b2"))).items).toEqual([]);
    await decide(correctionId);
    expect((await list()).items).toEqual([]);
  });

  test("goes on where a page ended", async () => {
    let made = 0;
    const askAgain = requestCorrection({ store, newId: () => `ask${++made}` });
    for (const address of ["一号", "二号", "三号"]) {
      await askAgain({ params: {}, query: {}, body: { fields: { home_address: address }, note: "搬家" } }, owner);
    }
    const first = await list(secretary, { limit: 2 });
    const second = await list(secretary, { limit: 2, cursor: first.nextCursor ?? "" });
    const ids = [...first.items, ...second.items].map(({ correctionId }) => correctionId.replace(/^.*-/, ""));
    expect([ids, second.nextCursor]).toEqual([["ask1", "ask2", "ask3"], null]);
  });
});
