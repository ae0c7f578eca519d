import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import type { Me } from "../../lib/identity/account.ts";
import type { AppointmentView } from "../../lib/identity/appointment-view.ts";
import type { PersonCardView } from "../../lib/membership/person-view.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import { apiOf, people } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const branch = "cczu-petrochem-b01";
const posts = (organizationId = branch) => `/api/organizations/${organizationId}/appointments`;

const rolesOf = async (as: string) =>
  (await api<Me>("GET /api/me", { as })).body.assignments.map(
    ({ role, organizationId }) => `${role}@${organizationId}`,
  );

async function personOf(accountId: string): Promise<string> {
  const found = await api<{ items: PersonCardView[] }>(`GET /api/people?q=${accountId}`, { as: people.department });
  return found.body.items[0]?.personId ?? "";
}

async function holders(organizationId = branch, as: string = people.department): Promise<AppointmentView[]> {
  return (await api<{ items: AppointmentView[] }>(`GET ${posts(organizationId)}`, { as })).body.items;
}

describe("the demo campus", () => {
  test("gives everybody the roles of posts and of membership, from records and appointments alone", async () => {
    await product.settle();
    await eventually(async () => {
      expect(await rolesOf(people.branchSecretary)).toEqual([`branch_secretary@${branch}`, `member@${branch}`]);
      expect(await rolesOf(people.member)).toEqual([`member@${branch}`]);
      expect(await rolesOf(people.applicant)).toEqual(["applicant@cczu-petrochem-b08"]);
    });
    expect(await rolesOf(people.campusPerson)).toEqual([]);
  });

  test("counts the people of each committee, so that the rules can ask for one", async () => {
    const branch = await api<{ committeeSize: number }>("GET /api/organizations/cczu-petrochem-b01", {
      as: people.member,
    });
    expect(branch.body.committeeSize).toBeGreaterThanOrEqual(3);
  });

  test("shows members who their committee is, and nothing of the papers", async () => {
    const seen = await holders(branch, people.member);
    expect(seen.map(({ post, holderName }) => `${post} ${holderName}`)).toEqual([
      "branch_secretary 许志远",
      "deputy_branch_secretary 韩冰",
      "publicity_commissioner 欧阳静",
    ]);
    expect(JSON.stringify(seen)).not.toContain("accountId");
    expect((await api(`GET ${posts()}?status=past`, { as: people.member })).status).toBe(403);
  });
});

describe("a change of the secretary", () => {
  test("is one action, applies at the next request of both, is repeated harmlessly and stands in the audit trail", async () => {
    const secretary = (await holders()).find(({ post }) => post === "branch_secretary");
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const call = {
      as: people.petrochemSecretary,
      body: { version: secretary?.version, personId: await personOf(people.member), from: today },
      headers: { "idempotency-key": "replace-the-secretary" },
    };
    const key = `POST ${posts()}/${secretary?.appointmentId}/replace`;
    const answers = [await api<AppointmentView>(key, call), await api<AppointmentView>(key, call)];
    expect(answers[0]?.status, JSON.stringify(answers[0]?.body)).toBe(200);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(answers[0]?.body).toMatchObject({ holderName: "陈晓东", to: "2028-08-19" });
    expect(await rolesOf(people.member)).toContain(`branch_secretary@${branch}`);
    expect(await rolesOf(people.branchSecretary)).toEqual([`member@${branch}`]);

    await product.settle();
    const { body } = await api<{ items: AuditEntry[] }>(`GET /api/audit-entries?organizationId=${branch}`, {
      as: people.department,
    });
    const made = body.items.filter(({ actor }) => actor.name === "蒋国栋").map(({ action }) => action);
    expect(made.sort()).toEqual(["AppointmentEnded", "AppointmentMade"]);
    const history = await api<{ items: AppointmentView[] }>(
      `GET /api/people/${await personOf(people.branchSecretary)}/appointments`,
      { as: people.department },
    );
    expect(history.body.items).toMatchObject([{ post: "branch_secretary", endCause: "replaced" }]);
  });

  test("is not for the committee's own secretary, nor for one elsewhere", async () => {
    const own = (await holders("cczu-petrochem")).find(({ post }) => post === "committee_secretary");
    const end = (organizationId: string, as: string) =>
      api(`POST ${posts(organizationId)}/${own?.appointmentId}/end`, {
        as,
        body: { version: own?.version, lastDay: "2026-11-01" },
      });
    expect(await end("cczu-petrochem", people.petrochemSecretary)).toMatchObject({
      status: 409,
      body: { reasonCode: "not_for_oneself" },
    });
    expect((await end("cczu-petrochem", people.computingSecretary)).status).toBe(403);
  });
});

test("no person becomes two administrators, whoever asks and however fast", async () => {
  const grant = (post: string) =>
    api("POST /api/role-grants", {
      as: people.securityAdministrator,
      body: { post, accountId: people.deputySecretary, from: "2026-11-01", to: null },
    });
  const answers = await Promise.all([grant("system_administrator"), grant("audit_administrator")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const bootstrap = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("Bootstrap"));
  const post = { post: "security_administrator", organizationId: "cczu", from: "2026-11-01", to: null };
  const asked = await bootstrap?.invoke({
    accounts: [{ accountId: people.deputySecretary, name: "韩冰", homeOrganizationId: null, appointments: [post] }],
  });
  expect(asked?.payload).toMatchObject({ reasonCode: "administrators_are_apart" });
  const list = await api<{ items: AppointmentView[] }>("GET /api/role-grants", { as: people.securityAdministrator });
  const given = list.body.items.find(({ accountId }) => accountId === people.deputySecretary);
  const seen = await api<{ held: object[] }>(`GET /api/accounts/${people.deputySecretary}`, {
    as: people.securityAdministrator,
  });
  expect(seen.body.held).toHaveLength(2);
  const ended = await api(`POST /api/role-grants/${given?.appointmentId}/end`, {
    as: people.securityAdministrator,
    body: { version: given?.version },
  });
  expect(ended.status, JSON.stringify(ended.body)).toBe(200);
  expect(await rolesOf(people.deputySecretary)).toEqual([`deputy_branch_secretary@${branch}`, `member@${branch}`]);
});

test("the posts of an organisation end when it is dissolved", async () => {
  const name = "临时任务党支部";
  const made = await api<Organization>("POST /api/organizations", {
    as: people.department,
    body: {
      parentId: "cczu-petrochem",
      name,
      shortName: name,
      kind: "temporary_branch",
      establishedOn: "2026-09-01",
      termYears: null,
      termStartedOn: null,
    },
  });
  const { organizationId, version } = made.body;
  const personId = await personOf(people.committeeMember);
  const body = { post: "branch_secretary", personId, from: "2026-09-01" };
  expect((await api(`POST ${posts(organizationId)}`, { as: people.department, body })).status).toBe(201);
  expect(await rolesOf(people.committeeMember)).toContain(`branch_secretary@${organizationId}`);
  const dissolved = await api(`POST /api/organizations/${organizationId}/dissolve`, {
    as: people.department,
    body: { reason: "任务完成", version },
  });
  expect(dissolved.status, JSON.stringify(dissolved.body)).toBe(200);
  await product.settle();
  await eventually(async () =>
    expect(await rolesOf(people.committeeMember)).not.toContain(`branch_secretary@${organizationId}`),
  );
});

test("whoever's post runs out by its date is counted in the committee up to that day", async () => {
  await product.settle();
  const size = async () =>
    (await api<{ committeeSize: number }>(`GET /api/organizations/${branch}`, { as: people.department })).body
      .committeeSize;
  const day = (offset: number) => new Date(Date.now() + (8 + 24 * offset) * 3_600_000).toISOString().slice(0, 10);
  const before = await size();
  const made = await api(`POST ${posts()}`, {
    as: people.department,
    // Who was replaced above, and holds no post any more.
    body: {
      post: "committee_member",
      personId: await personOf(people.branchSecretary),
      from: day(0),
      to: day(0),
    },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await product.settle();
  expect(await size()).toBe(before + 1);
  const job = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("RecountCommittees"));
  expect((await job?.invoke({ time: `${day(1)}T00:10:00+08:00` }))?.error).toBeUndefined();
  expect(await size()).toBe(before);
});
