import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { allRoutes } from "../../lib/contract.ts";
import { type Capability, grants, type Role } from "../../lib/shared/access.ts";
import type { Route } from "../../lib/shared/route.ts";
import { apiOf, people } from "../support/api-client.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.cloud.activity.quiesce(60_000);
  api = apiOf(product);
});
afterAll(async () => product?.stop());

/** One person for each role, with the organisation at which the role is held. */
const holders: Readonly<Record<Role, { account: string; at: string | null }>> = {
  system_administrator: { account: people.systemAdministrator, at: "cczu" },
  security_administrator: { account: people.securityAdministrator, at: "cczu" },
  audit_administrator: { account: people.auditAdministrator, at: "cczu" },
  organization_department_staff: { account: people.department, at: "cczu" },
  committee_secretary: { account: people.petrochemSecretary, at: "cczu-petrochem" },
  branch_secretary: { account: people.branchSecretary, at: "cczu-petrochem-b01" },
  deputy_branch_secretary: { account: people.deputySecretary, at: "cczu-petrochem-b01" },
  committee_member: { account: people.committeeMember, at: "cczu-petrochem-b01" },
  organizer: { account: people.organizer, at: "cczu-petrochem" },
  member: { account: people.member, at: "cczu-petrochem-b01" },
  applicant: { account: people.applicant, at: "cczu-petrochem-b08" },
  campus_person: { account: people.campusPerson, at: null },
};

/** Where a request is aimed at, with the ancestors of the place. */
const places = {
  own: { id: "cczu-petrochem-b01", line: ["cczu", "cczu-petrochem", "cczu-petrochem-b01"] },
  foreign: { id: "cczu-computing-b01", line: ["cczu", "cczu-computing", "cczu-computing-b01"] },
} as const;
type Place = keyof typeof places;

/** Bodies that pass the check of the form and fail afterwards, so that walking the matrix changes nothing. */
const harmlessBodies: Readonly<Record<string, (id: string) => object>> = {
  createOrganization: (id) => ({
    parentId: id,
    name: "矩阵党支部",
    shortName: "矩阵",
    kind: "grassroots_committee",
    establishedOn: "2026-09-01",
    termYears: null,
    termStartedOn: null,
  }),
  renameOrganization: () => ({ name: "矩阵党支部", shortName: "矩阵", version: 999_999 }),
  moveOrganization: (id) => ({ parentId: id, version: 999_999 }),
  dissolveOrganization: () => ({ reason: "矩阵测试", version: 999_999 }),
};

function requestFor(route: Route, id: string): { key: string; body?: object } {
  const key = route.key.replace("{organizationId}", id);
  const query = Object.keys(route.query?.shape ?? {}).includes("organizationId") ? `?organizationId=${id}` : "";
  const body = harmlessBodies[route.id]?.(id);
  if (route.body !== undefined && body === undefined) throw new Error(`the matrix has no body for ${route.id}`);
  return { key: key + query, ...(body && { body }) };
}

/** What the tables of the contract promise, computed apart from the code that enforces it. */
function isPromised(route: Route, role: Role, place: Place): boolean {
  if (route.access.kind !== "capability") return true;
  const reach = grants[role][route.access.capability as Capability];
  if (reach === undefined) return false;
  if (reach === "everywhere" || route.access.at === "anywhere") return true;
  const { at } = holders[role];
  return at !== null && (places[place].line as readonly string[]).includes(at);
}

describe("every route for every role at an own and at a foreign organisation", () => {
  const rows = allRoutes.flatMap((route) =>
    (Object.keys(holders) as Role[]).flatMap((role) =>
      (["own", "foreign"] as const).map((place) => ({ route, role, place, id: route.id })),
    ),
  );

  test.each(rows)("$id as $role at the $place one", async ({ route, role, place }) => {
    const { key, body } = requestFor(route, places[place].id);
    const { status } = await api(key, { as: holders[role].account, ...(body && { body }) });
    if (isPromised(route, role, place)) expect([200, 201, 409, 422]).toContain(status);
    else expect([403, 404]).toContain(status);
  });

  test.each(allRoutes.filter(({ access }) => access.kind !== "public"))("$id without a token is 401", async (route) => {
    const { key, body } = requestFor(route, places.own.id);
    expect((await api(key, body ? { body } : {})).status).toBe(401);
  });
});

test("a role that is taken away is gone at the next request, whatever the token says", async () => {
  const key = "GET /api/audit-entries?organizationId=cczu-petrochem-b01";
  const account = {
    accountId: people.branchSecretary,
    name: "许志远",
    homeOrganizationId: "cczu-petrochem-b01",
    assignments: [{ role: "branch_secretary", organizationId: "cczu-petrochem-b01", from: "2024-09-01", to: null }],
  };
  expect((await api(key, { as: people.branchSecretary })).status).toBe(200);
  const settle = async (assignments: object[]) => {
    const { functions } = product.cloud.parts;
    const bootstrap = [...functions.values()].find(({ name }) => name.includes("Bootstrap"));
    return bootstrap?.invoke({ accounts: [{ ...account, assignments }] });
  };
  await settle([]);
  expect((await api(key, { as: people.branchSecretary })).status).toBe(403);
  await settle(account.assignments);
  expect((await api(key, { as: people.branchSecretary })).status).toBe(200);
});
