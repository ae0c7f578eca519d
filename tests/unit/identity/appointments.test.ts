import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dynamodbAccountStore } from "../../../lib/identity/account-store.dynamodb.ts";
import type { AccountStore } from "../../../lib/identity/account-store.ts";
import { appoint } from "../../../lib/identity/appoint.ts";
import { endAppointment, replaceHolder } from "../../../lib/identity/end-appointment.ts";
import { endPostsOfPlace } from "../../../lib/identity/end-posts.ts";
import { findPrincipal } from "../../../lib/identity/find-principal.ts";
import { dynamodbIdentityStore } from "../../../lib/identity/identity-store.dynamodb.ts";
import type { IdentityStore } from "../../../lib/identity/identity-store.ts";
import { listAppointments } from "../../../lib/identity/list-appointments.ts";
import { listCurrentPosts } from "../../../lib/identity/list-current-posts.ts";
import type { KnownPerson } from "../../../lib/identity/person-directory.ts";
import type { Post } from "../../../lib/identity/post.ts";
import { endRoleGrant, grantRole } from "../../../lib/identity/role-grants.ts";
import { settleAccount } from "../../../lib/identity/settle-account.ts";
import { identityTable } from "../../../lib/identity/table.ts";
import type { Role } from "../../../lib/shared/access.ts";
import { randomId } from "../../../lib/shared/ids.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { aPerson, places } from "./identity-fixture.ts";

let tables: TestTables;
let accounts: AccountStore;
let store: IdentityStore;
const known = new Map<string, KnownPerson>();
const people = { find: async (personId: string) => known.get(personId) };

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  const name = await tables.create(identityTable);
  accounts = dynamodbAccountStore(tables.client, name);
  store = dynamodbIdentityStore(tables.client, name);
  known.clear();
  for (const number of [1, 2, 3, 4, 5]) known.set(`p${number}`, aPerson(number));
});

const at = new Date("2026-11-22T02:00:00Z");
const as = (role: Role, organizationId: string, accountId = "90001"): RequestContext => ({
  at,
  correlationId: "request",
  actor: accountId,
  principal: { accountId, assignments: [{ role, organizationId }] },
  receipt: undefined,
});
const department = as("organization_department_staff", "root");
const security = as("security_administrator", "root", "90002");
const deps = () => ({ accounts, store, places, people, newId: randomId });

type AppointBody = Parameters<ReturnType<typeof appoint>>[0]["body"];
const appointed = (organizationId: string, body: Partial<AppointBody> = {}, context = department) =>
  appoint(deps())(
    {
      params: { organizationId },
      query: {},
      body: { post: "branch_secretary", personId: "p1", from: "2026-09-01", ...body },
    },
    context,
  );
const rolesOf = async (accountId: string, moment = at) =>
  (await findPrincipal({ store: accounts })(accountId, moment)).assignments.map(({ role }) => role);
const currentAt = (organizationId: string, day = "2026-11-22") => listCurrentPosts({ store })(organizationId, day);
const reason = (reasonCode: string) => ({ options: { reasonCode } });
const field = (name: string) => ({ code: "validation_failed", options: { errors: [{ field: name }] } });

describe("an appointment", () => {
  test("gives its role at once, until the last day of the term, and then no more", async () => {
    const made = await appointed("b01");
    expect(made).toMatchObject({ post: "branch_secretary", holderName: "姓名1", to: "2028-08-31", version: 1 });
    expect(await rolesOf("2026001")).toEqual(["branch_secretary"]);
    expect(await rolesOf("2026001", new Date("2028-08-31T15:59:59Z"))).toEqual(["branch_secretary"]);
    expect(await rolesOf("2026001", new Date("2028-08-31T16:00:00Z"))).toEqual([]);
    expect(await currentAt("b01", "2028-09-01")).toEqual([]);
  });

  test("ends with a last day, and stands among those of the past", async () => {
    const { appointmentId } = await appointed("b01");
    const input = { params: { organizationId: "b01", appointmentId }, query: {} };
    await endAppointment(deps())({ ...input, body: { version: 1, lastDay: "2026-11-21" } }, department);
    expect(await rolesOf("2026001")).toEqual([]);
    const list = (status: "current" | "past") =>
      listAppointments(deps())({ params: input.params, query: { status, limit: 50 }, body: undefined }, department);
    expect((await list("current")).items).toEqual([]);
    expect((await list("past")).items).toMatchObject([{ appointmentId, to: "2026-11-21", endCause: "ended" }]);
    await expect(
      endAppointment(deps())({ ...input, body: { version: 2, lastDay: "2026-11-21" } }, department),
    ).rejects.toMatchObject(reason("has_ended"));
  });

  test("goes over to a successor in one write, and to the same person for another term", async () => {
    const { appointmentId } = await appointed("b01");
    const take = (id: string, personId: string, from: string) =>
      replaceHolder(deps())(
        {
          params: { organizationId: "b01", appointmentId: id },
          query: {},
          body: { version: 1, personId, from, to: null },
        },
        department,
      );
    const second = await take(appointmentId, "p2", "2026-11-22");
    expect([await rolesOf("2026001"), await rolesOf("2026002")]).toEqual([[], ["branch_secretary"]]);
    await take(second.appointmentId, "p2", "2026-12-01");
    expect(await currentAt("b01", "2026-11-30")).toMatchObject([{ accountId: "2026002", to: "2026-11-30" }]);
    expect(await currentAt("b01", "2026-12-01")).toMatchObject([{ accountId: "2026002", to: null }]);
  });

  test("leaves the list of the committee to readers without the papers", async () => {
    await appointed("b01", { sourceDocument: "常大委发〔2026〕12号" });
    const list = (context: RequestContext, status: "current" | "past" = "current") =>
      listAppointments(deps())(
        { params: { organizationId: "b01" }, query: { status, limit: 50 }, body: undefined },
        context,
      );
    const [shown] = (await list(as("member", "b01"))).items;
    expect(Object.keys(shown ?? {}).sort()).toEqual([
      "appointmentId",
      "from",
      "holderName",
      "organizationId",
      "post",
      "to",
    ]);
    expect((await list(department)).items[0]).toMatchObject({ sourceDocument: "常大委发〔2026〕12号" });
    await expect(list(as("member", "b01"), "past")).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("nobody is appointed", () => {
  test.each([
    ["to a post that the place has not", "b01", { post: "committee_secretary" }, field("body.post")],
    [
      "who runs the system, as if it were a committee",
      "root",
      { post: "system_administrator" as never },
      field("body.post"),
    ],
    ["at a dissolved organisation", "gone", {}, reason("organization_dissolved")],
    ["until before the beginning", "b01", { to: "2026-08-31" }, field("body.to")],
    ["who is not there", "b01", { personId: "p9" }, field("body.personId")],
  ] as const)("%s", async (_, organizationId, body, problem) => {
    await expect(appointed(organizationId, body)).rejects.toMatchObject(problem);
  });

  test("who is on probation, or has no campus number to sign in with", async () => {
    known.set("p1", aPerson(1, { stage: "probationary_member" }));
    await expect(appointed("b01")).rejects.toMatchObject(field("body.personId"));
    known.set("p1", aPerson(1, { campusId: null }));
    await expect(appointed("b01")).rejects.toMatchObject(field("body.personId"));
  });

  test.each([
    ["the own secretary of a committee", "school", "committee_secretary"],
    ["the own deputy", "school", "deputy_committee_secretary"],
  ] as const)("from below: %s", async (_, organizationId, post) => {
    const secretary = as("committee_secretary", "school");
    await expect(appointed(organizationId, { post }, secretary)).rejects.toMatchObject(reason("filled_from_above"));
    expect(await appointed("b01", {}, secretary)).toMatchObject({ post: "branch_secretary" });
    expect(await appointed("school", { post: "youth_commissioner", personId: "p2" }, secretary)).toBeDefined();
  });

  test("whom the caller may not see, and never oneself", async () => {
    known.set("p3", aPerson(3, { organizationId: "b03" }));
    const secretary = as("committee_secretary", "school");
    await expect(appointed("b01", { personId: "p3" }, secretary)).rejects.toMatchObject(field("body.personId"));
    const oneself = as("organization_department_staff", "root", "2026001");
    await expect(appointed("b01", {}, oneself)).rejects.toMatchObject(reason("not_for_oneself"));
  });

  test("to a post that somebody holds in that time, nor late to one that was held", async () => {
    await appointed("b01", { from: "2024-01-01", to: "2024-12-31" });
    await appointed("b01", { from: "2026-01-01", to: null, personId: "p2" });
    const late = { personId: "p3", from: "2024-12-31", to: "2025-06-30" };
    await expect(appointed("b01", late)).rejects.toMatchObject(reason("post_is_taken"));
    await expect(appointed("b01", { personId: "p3" })).rejects.toMatchObject(reason("post_is_taken"));
    expect(await appointed("b01", { ...late, from: "2025-01-01" })).toBeDefined();
  });
});

describe("of racing requests", () => {
  test("one gets the post that one person holds", async () => {
    const answers = await Promise.allSettled(
      ["p1", "p2", "p3", "p4"].map((personId) => appointed("b01", { personId })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await currentAt("b01")).toHaveLength(1);
    const roles = await Promise.all(["1", "2", "3", "4"].map((number) => rolesOf(`202600${number}`)));
    expect(roles.flat()).toEqual(["branch_secretary"]);
  });

  const grant = (post: Post, accountId = "2026001") =>
    grantRole(deps())(
      {
        params: {},
        query: {},
        body: { post: post as "system_administrator", accountId, from: "2026-11-01", to: null },
      },
      security,
    );

  test("one administrator comes out of three for one person, the operator's among them", async () => {
    const person = { accountId: "2026001", name: "姓名1", homeOrganizationId: null };
    const settle = settleAccount({ accounts, store, places });
    await settle({ ...person, appointments: [] }, { at, correlationId: "c", actor: null });
    const post = { post: "audit_administrator", organizationId: "root", from: "2026-11-01", to: null } as const;
    const answers = await Promise.allSettled([
      grant("system_administrator"),
      grant("security_administrator"),
      settle({ ...person, appointments: [post] }, { at, correlationId: "c", actor: null }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers.filter((one) => one.status === "rejected")) {
      expect(answer.reason).toMatchObject(reason("administrators_are_apart"));
    }
    expect(await rolesOf("2026001")).toHaveLength(1);
  });

  test("an appointment is found or refused while its organisation is dissolved", async () => {
    const end = endPostsOfPlace({ accounts, store });
    const posts = ["branch_secretary", "publicity_commissioner", "committee_member"] as const;
    const making = posts.map((post, index) => appointed("b01", { post, personId: `p${index + 1}` }));
    await Promise.allSettled([...making, end("b01", { at, correlationId: "c", actor: "90001" })]);
    // The fact may come again; whoever slipped in before the place was closed is found at the latest then.
    await end("b01", { at, correlationId: "c", actor: "90001" });
    expect(await currentAt("b01")).toEqual([]);
    await expect(appointed("b01", { personId: "p5" })).rejects.toMatchObject(reason("organization_dissolved"));
    expect(await end("b01", { at, correlationId: "c", actor: null })).toBe("already_done");
  });

  test("a role of an administrator is gone with its grant; nobody takes or gives one oneself", async () => {
    await settleAccount({ accounts, store, places })(
      { accountId: "2026001", name: "姓名1", homeOrganizationId: null, appointments: [] },
      { at, correlationId: "c", actor: null },
    );
    await expect(grant("system_administrator", "nobody")).rejects.toMatchObject(field("body.accountId"));
    await expect(grant("audit_administrator", "90002")).rejects.toMatchObject(reason("not_for_oneself"));
    const { appointmentId } = await grant("system_administrator");
    expect(await rolesOf("2026001")).toEqual(["system_administrator"]);
    await endRoleGrant(deps())({ params: { appointmentId }, query: {}, body: { version: 1 } }, security);
    expect(await rolesOf("2026001")).toEqual([]);
  });
});
