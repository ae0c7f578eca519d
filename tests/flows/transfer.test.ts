import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import type { PersonView } from "../../lib/membership/person-view.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import type { Transfer, TransferView } from "../../lib/transfer/transfer.ts";
import { apiOf, people } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { makeIdNumber } from "../support/people.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const home = "cczu-petrochem-b02";
const neighbour = "cczu-petrochem-b03";
const target = "cczu-computing-b01";
const { petrochemSecretary: homeSecretary, computingSecretary: targetSecretary, department } = people;

type DutyView = { dutyId: string; ruleId: string | null; state: string };
type PersonYear = { entries: readonly unknown[] };
type Problem = { reasonCode?: string; code?: string };

async function register(name: string, campusId: string, organizationId = home): Promise<PersonView> {
  const answer = await api<PersonView>("POST /api/people", {
    as: department,
    body: {
      organizationId,
      stage: "full_member",
      idNumber: makeIdNumber("1996-05-06"),
      fields: { name, campus_id: campusId, admission_date: "2018-06-01", conversion_date: "2019-06-01" },
    },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function send(personIds: readonly string[], toOrganizationId = target, as: string = homeSecretary) {
  const body = { personIds, toOrganizationId, note: "工作单位变动" };
  return (
    await api<{ requested: Transfer[]; refused: { personId: string; reasonCode: string }[] }>("POST /api/transfers", {
      as,
      body,
    })
  ).body;
}

async function sent(personId: string, toOrganizationId = target): Promise<Transfer> {
  const { requested, refused } = await send([personId], toOrganizationId);
  expect(refused).toEqual([]);
  return requested[0] as Transfer;
}

const step = async (name: string, { personId, transferId, version }: Transfer, as: string, more: object = {}) =>
  await api<Transfer & Problem>(`POST /api/people/${personId}/transfers/${transferId}/${name}`, {
    as,
    body: { version, ...more },
  });

const list = async (query: Record<string, string>, as: string) =>
  await api<{ items: TransferView[]; nextCursor: string | null }>(`GET /api/transfers?${new URLSearchParams(query)}`, {
    as,
  });

const branchOf = async (personId: string) =>
  (await api<PersonView>(`GET /api/people/${personId}`, { as: department })).body.organizationId;

describe("a transfer", () => {
  test("goes from the person's request over the release to the reception, and moves the person with everything", async () => {
    const task = await api<DutyView>("POST /api/organizations/cczu-petrochem-b01/tasks", {
      as: people.branchSecretary,
      body: { title: "整理支部学习笔记", due: "2027-06-30", responsibleAccountId: people.member },
    });
    expect(task.status, JSON.stringify(task.body)).toBe(201);
    const yearBefore = (await api<PersonYear>("GET /api/me/ledger?year=2026", { as: people.member })).body;
    expect(yearBefore.entries.length).toBeGreaterThan(0);
    const asked = await api<Transfer>("POST /api/me/transfers", {
      as: people.member,
      body: { toOrganizationId: target, note: "调到计算机学院工作" },
    });
    expect(asked, JSON.stringify(asked.body)).toMatchObject({
      status: 201,
      body: { state: "requested", requestedBy: "person" },
    });
    const { personId, transferId } = asked.body;
    const outgoing = await list({ organizationId: "cczu-petrochem-b01", direction: "out" }, people.branchSecretary);
    expect(outgoing.body.items).toMatchObject([
      { transferId, personName: "陈晓东", stage: "full_member", steps: ["release", "refuse", "withdraw"], clocks: [] },
    ]);

    const released = await step("release", asked.body, people.branchSecretary);
    expect(released.body).toMatchObject({ state: "released", version: 2 });
    const incoming = await list({ organizationId: "cczu-computing", direction: "in" }, targetSecretary);
    const arriving = incoming.body.items.find((one) => one.transferId === transferId);
    expect(arriving).toMatchObject({ steps: ["receive", "refuse"], personName: "陈晓东", obstacle: null });
    expect(arriving?.clocks.map(({ ruleId, status }) => [ruleId, status])).toEqual([
      ["EDU-10", "open"],
      ["EDU-28", "open"],
    ]);
    expect(arriving?.clocks[0]?.explanation.zh).toContain("90");

    const dutyStates = async () => {
      const duties = [target, "cczu-petrochem-b01"].map(async (organizationId) => {
        const key = `GET /api/organizations/${organizationId}/duties?state=all`;
        const { items } = (await api<{ items: DutyView[] }>(key, { as: department })).body;
        return items.filter(({ ruleId }) => ruleId === "EDU-10" || ruleId === "EDU-31");
      });
      return (await Promise.all(duties)).flat().map(({ ruleId, state }) => [ruleId, state]);
    };
    await eventually(async () => {
      expect(await dutyStates()).toEqual([
        ["EDU-10", "open"],
        ["EDU-31", "open"],
      ]);
    });
    expect((await step("receive", released.body, homeSecretary)).status).toBe(409);
    const received = await step("receive", released.body, targetSecretary);
    expect(received.body).toMatchObject({ state: "received", version: 3 });
    expect(await branchOf(personId)).toBe(target);
    const own = await api<{ items: TransferView[] }>("GET /api/me/transfers", { as: people.member });
    expect(own.body.items).toMatchObject([{ transferId, state: "received", steps: [] }]);
    const record = await api<PersonView>("GET /api/me/record", { as: people.member });
    expect(record.body).toMatchObject({ organizationId: target, stage: "full_member" });
    const ofPerson = await api<{ items: TransferView[] }>(`GET /api/people/${personId}/transfers`, {
      as: targetSecretary,
    });
    expect(ofPerson.body.items).toHaveLength(1);
    const duties = await api<{ items: DutyView[] }>("GET /api/my-duties", { as: people.member });
    expect(duties.body.items.map(({ dutyId }) => dutyId)).toContain(task.body.dutyId);
    expect((await api("GET /api/me/ledger?year=2026", { as: people.member })).body).toEqual(yearBefore);
    const yearAt = (organizationId: string, as: string) =>
      api(`GET /api/study-hours/${personId}?organizationId=${organizationId}&year=2026`, { as });
    expect(await yearAt(target, targetSecretary)).toMatchObject({ status: 200, body: yearBefore });
    expect((await yearAt("cczu-petrochem-b01", people.branchSecretary)).status).toBe(404);

    await product.settle();
    await eventually(async () => {
      expect(await dutyStates()).toEqual([
        ["EDU-10", "satisfied"],
        ["EDU-31", "satisfied"],
      ]);
    });
    const entries = await eventually(async () => {
      const audit = await api<{ items: AuditEntry[] }>("GET /api/audit-entries?limit=50", {
        as: people.auditAdministrator,
      });
      const found = audit.body.items.filter(({ subject }) => [transferId, personId].includes(subject.id));
      expect(found.map(({ action }) => action)).toEqual(
        expect.arrayContaining(["TransferRequested", "TransferReleased", "TransferReceived", "PersonMoved"]),
      );
      return found;
    });
    expect(JSON.stringify(entries.map(({ details }) => details))).not.toMatch(/陈晓东|调到计算机/);
  });

  test("is released with the request when the branch itself sends, many at once, and says who cannot go and why", async () => {
    const graduates = await Promise.all(
      ["甲", "乙", "丙"].map((name, index) => register(`毕业${name}`, `26000${index}`)),
    );
    const ids = graduates.map(({ personId }) => personId);
    const ended = await register("已转出", "260009");
    await api(`POST /api/people/${ended.personId}/stage`, {
      as: homeSecretary,
      body: { version: 1, transition: "transfer_out", on: "2026-11-01" },
    });
    const foreign = await register("别院人", "260010", target);
    await sent(ids[2] ?? "", neighbour);

    const { requested, refused } = await send([...ids, ended.personId, foreign.personId]);
    expect(requested.map(({ state, requestedBy }) => [state, requestedBy])).toEqual([
      ["released", "home"],
      ["released", "home"],
    ]);
    expect(refused.map(({ personId, reasonCode }) => [personId, reasonCode])).toEqual([
      [ids[2], "has_open_transfer"],
      [ended.personId, "membership_ended"],
      [foreign.personId, "not_found"],
    ]);
    const again = await send(ids.slice(0, 2));
    expect(again.requested.map(({ transferId }) => transferId)).toEqual(requested.map(({ transferId }) => transferId));

    const first = await list({ organizationId: target, direction: "in", limit: "1" }, targetSecretary);
    expect(first.body.nextCursor).not.toBeNull();
    const next = await list(
      { organizationId: target, direction: "in", limit: "1", cursor: first.body.nextCursor ?? "" },
      targetSecretary,
    );
    const [older, newer] = [first.body.items[0], next.body.items[0]];
    expect((older?.requestedAt ?? "") <= (newer?.requestedAt ?? "")).toBe(true);
    expect(older?.transferId).not.toBe(newer?.transferId);
    const above = await list({ organizationId: "cczu", direction: "in", limit: "2" }, department);
    expect(above.body.items).toHaveLength(2);
    expect(above.body.nextCursor).not.toBeNull();
  });

  test("is asked for by the new branch with number and name, and only the old branch lets the person go", async () => {
    const { personId } = await register("孙要来", "260020");
    const ask = (name: string, as: string) =>
      api<Transfer & Problem>("POST /api/transfers/incoming", {
        as,
        body: { toOrganizationId: target, campusId: "260020", name },
      });
    expect((await ask("孙别人", targetSecretary)).body.reasonCode).toBe("no_such_person");
    expect((await ask("孙要来", homeSecretary)).status).toBe(403);
    const asked = await ask("孙要来", targetSecretary);
    expect(asked.body).toMatchObject({ state: "requested", requestedBy: "target", fromOrganizationId: home });
    expect((await step("release", asked.body, targetSecretary)).body.reasonCode).toBe("transfer_is_requested");
    for (const as of [people.branchSecretary, people.member]) {
      expect((await step("withdraw", asked.body, as)).status).toBe(404);
    }
    expect((await step("refuse", asked.body, homeSecretary)).status).toBe(422);
    const refused = await step("refuse", asked.body, homeSecretary, { reason: "正在接受组织考察" });
    expect(refused.body).toMatchObject({ state: "refused", refusal: "正在接受组织考察" });
    const closed = await list({ organizationId: target, direction: "in", status: "closed" }, targetSecretary);
    expect(closed.body.items.find((one) => one.personId === personId)).toMatchObject({
      refusal: "正在接受组织考察",
      stage: null,
      campusId: null,
    });
    expect(await branchOf(personId)).toBe(home);
  });
});

describe("whoever is at work at the same moment", () => {
  test("receives once: the second of two learns that it is done", async () => {
    const { personId } = await register("钱两收", "260030");
    const transfer = await sent(personId);
    const answers = await Promise.all([targetSecretary, department].map((as) => step("receive", transfer, as)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await branchOf(personId)).toBe(target);
    expect((await api<PersonView>(`GET /api/people/${personId}`, { as: department })).body.version).toBe(2);
  });

  test("either receives or withdraws, never both", async () => {
    const { personId } = await register("李撤收", "260031");
    const transfer = await sent(personId);
    const [received, withdrawn] = await Promise.all([
      step("receive", transfer, targetSecretary),
      step("withdraw", transfer, homeSecretary),
    ]);
    expect([received.status, withdrawn.status].sort()).toEqual([200, 409]);
    expect(await branchOf(personId)).toBe(received.status === 200 ? target : home);
  });

  test("cannot receive whom somebody moved meanwhile, and a new transfer takes the place of the old", async () => {
    const { personId } = await register("周已走", "260032");
    const transfer = await sent(personId);
    const [received, moved] = await Promise.all([
      step("receive", transfer, targetSecretary),
      api(`POST /api/people/${personId}/move`, { as: homeSecretary, body: { version: 1, organizationId: neighbour } }),
    ]);
    expect([received.status, moved.status].filter((status) => status === 200)).toHaveLength(1);
    expect(await branchOf(personId)).toBe(received.status === 200 ? target : neighbour);

    const other = await register("吴先走", "260033");
    const stale = await sent(other.personId);
    await api(`POST /api/people/${other.personId}/move`, {
      as: homeSecretary,
      body: { version: 1, organizationId: neighbour },
    });
    const shown = await list({ organizationId: target, direction: "in" }, targetSecretary);
    expect(shown.body.items.find(({ transferId }) => transferId === stale.transferId)).toMatchObject({
      obstacle: "person_moved",
      steps: ["refuse"],
    });
    expect((await step("receive", stale, targetSecretary)).body.reasonCode).toBe("person_moved");
    const fresh = await sent(other.personId);
    expect(fresh.fromOrganizationId).toBe(neighbour);
    expect((await step("withdraw", stale, homeSecretary)).body.reasonCode).toBe("transfer_is_withdrawn");
    expect((await step("receive", fresh, targetSecretary)).status).toBe(200);
  });

  test("cannot receive into a branch that was dissolved meanwhile", async () => {
    const made = await api<Organization>("POST /api/organizations", {
      as: department,
      body: {
        parentId: "cczu-computing",
        name: "中共常州大学计算机学院临时转接党支部",
        shortName: "计算机转接支部",
        kind: "student_branch",
        establishedOn: "2026-09-01",
        termYears: 3,
        termStartedOn: "2026-09-01",
      },
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { organizationId, version } = made.body;
    const { personId } = await register("郑无处", "260040");
    const transfer = await sent(personId, organizationId);
    const dissolved = await api(`POST /api/organizations/${organizationId}/dissolve`, {
      as: department,
      body: { version, reason: "合并" },
    });
    expect(dissolved.status).toBe(200);
    expect((await step("receive", transfer, targetSecretary)).body.reasonCode).toBe("target_dissolved");
    expect((await step("withdraw", transfer, homeSecretary)).status).toBe(200);
    expect(await branchOf(personId)).toBe(home);
  });
});
