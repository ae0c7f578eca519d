import { type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eraseDue } from "../../../lib/membership/erase-due.ts";
import { dynamodbErasureStore } from "../../../lib/membership/erasure-store.dynamodb.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import type { StoredPerson } from "../../../lib/membership/person-store.ts";
import { cancelErasure, requestErasure } from "../../../lib/membership/request-erasure.ts";
import { requestCorrection } from "../../../lib/membership/self-service.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { planChange, planRegistration } from "../../../lib/membership/write-person.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { aPerson, contextOf } from "./person-fixture.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

const department = contextOf("organization_department_staff");
const today = department.at;
const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000);
const onItsDay = inDays(30);

/** A client whose calls fail from the n-th one on, as if the process were killed there. */
function dyingAfter(client: DynamoDBDocumentClient, calls: number): DynamoDBDocumentClient {
  let left = calls;
  return new Proxy(client, {
    get: (target, name) =>
      name === "send"
        ? (...given: Parameters<DynamoDBDocumentClient["send"]>) => {
            left -= 1;
            return left < 0 ? Promise.reject(new Error("killed")) : target.send(...given);
          }
        : Reflect.get(target, name),
  });
}

async function given(stage: "full_member" | "transferred_out" = "transferred_out") {
  const tableName = await tables.create(membershipTable);
  let holdsPosts = false;
  const at = (client: DynamoDBDocumentClient) => ({
    store: dynamodbPersonStore(client, tableName),
    erasures: dynamodbErasureStore(client, tableName),
    holdsPosts: async () => holdsPosts,
  });
  const parts = at(tables.client);
  const person = await aPerson({
    stage,
    fields: { name: "单无痕", campus_id: "20269001", home_address: "无痕路一号" },
  });
  await parts.store.write([planRegistration(person, department)]);
  const read = async () => (await parts.store.find(person.personId)) as StoredPerson;
  const change = async (next: Partial<StoredPerson>) => {
    const write = planChange(await read(), next, { circumstances: department, source: "manual" });
    if (write !== undefined) await parts.store.write([write]);
  };
  await change({ fields: { ...person.fields, current_address: "无痕路二号" } });
  const ask = requestCorrection({ store: parts.store, newId: () => "ask" });
  const own = contextOf(undefined, "u", "20269001");
  await ask({ params: {}, query: {}, body: { fields: { home_address: "无痕路三号" }, note: "搬家" } }, own);
  const request = async (version = 2) =>
    await requestErasure(parts)(
      { params: { personId: person.personId }, query: {}, body: { version, reason: "asked_by_person" } },
      department,
    );
  const items = async () => (await tables.client.send(new ScanCommand({ TableName: tableName }))).Items ?? [];
  return {
    ...parts,
    person,
    change,
    request,
    items,
    run: (day: Date, client = tables.client) => eraseDue(at(client))(day),
    hold: (holds: boolean) => {
      holdsPosts = holds;
    },
  };
}

describe("the deletion of a person", () => {
  test("is asked for only when the person has left and holds no post, once, and for the record as it is", async () => {
    const present = await given("full_member");
    await expect(present.request()).rejects.toMatchObject({ options: { reasonCode: "still_here" } });
    const { request, hold } = await given();
    await expect(request(1)).rejects.toMatchObject({ code: "conflict" });
    hold(true);
    await expect(request()).rejects.toMatchObject({ options: { reasonCode: "holds_posts" } });
    hold(false);
    expect(await request()).toMatchObject({ dueOn: "2026-12-21", requestedBy: "20050018" });
    await expect(request()).rejects.toMatchObject({ options: { reasonCode: "erasure_requested" } });
  });

  test("leaves nothing on its day but the fact, which names nobody and expires; before it changes nothing", async () => {
    const { request, run, items, person } = await given();
    await request();
    expect(await run(inDays(29))).toEqual({ erased: 0, cancelled: 0 });
    const before = JSON.stringify(await items());
    for (const canary of ["单无痕", "20269001", "无痕路一号", "无痕路三号"]) expect(before).toContain(canary);
    expect(await run(onItsDay)).toEqual({ erased: 1, cancelled: 0 });
    const left = await items();
    expect(left.map(({ pk, sk }) => [pk, sk])).toEqual([[`PERSON#${person.personId}`, "ERASED"]]);
    expect(left[0]).toMatchObject({
      events: [{ name: "PersonErased", actor: "20050018", data: { version: 2, reason: "asked_by_person" } }],
      expiresAt: Math.floor(onItsDay.getTime() / 1000) + 7 * 86_400,
    });
    expect(JSON.stringify(left)).not.toMatch(/单无痕|20269001|无痕路/);
  });

  test("goes on after it was killed at any call, and says once that it happened", async () => {
    for (let calls = 0; ; calls++) {
      const { request, run, items } = await given();
      await request();
      const killed = await run(onItsDay, dyingAfter(tables.client, calls)).then(
        () => false,
        () => true,
      );
      expect(await run(onItsDay)).toMatchObject({ cancelled: 0 });
      const left = await items();
      expect(
        left.map(({ sk }) => sk),
        `killed after ${calls} calls`,
      ).toEqual(["ERASED"]);
      if (!killed) break;
      expect(calls).toBeLessThan(50);
    }
  });

  test("ends by itself when the record changed or a post was taken meanwhile, and can be stopped", async () => {
    const changed = await given();
    await changed.request();
    await changed.change({ stage: "full_member" });
    expect(await changed.run(onItsDay)).toEqual({ erased: 0, cancelled: 1 });
    expect(await changed.store.find(changed.person.personId)).toMatchObject({ stage: "full_member" });

    const appointed = await given();
    await appointed.request();
    appointed.hold(true);
    expect(await appointed.run(onItsDay)).toEqual({ erased: 0, cancelled: 1 });

    const stopped = await given();
    await stopped.request();
    const { personId } = stopped.person;
    const stop = cancelErasure(stopped);
    expect(await stop({ params: { personId }, query: {}, body: {} }, department)).toEqual({ erasure: null });
    expect(await stopped.run(onItsDay)).toEqual({ erased: 0, cancelled: 0 });
    await expect(stop({ params: { personId }, query: {}, body: {} }, department)).rejects.toMatchObject({
      options: { reasonCode: "no_erasure" },
    });
    expect(await stopped.request()).toMatchObject({ personId });
  });
});
