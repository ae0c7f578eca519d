import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dynamodbAccountStore } from "../../../lib/identity/account-store.dynamodb.ts";
import type { AccountStore } from "../../../lib/identity/account-store.ts";
import { findPrincipal } from "../../../lib/identity/find-principal.ts";
import { getMe } from "../../../lib/identity/get-me.ts";
import { dynamodbIdentityStore } from "../../../lib/identity/identity-store.dynamodb.ts";
import type { IdentityStore, IdentityWrite } from "../../../lib/identity/identity-store.ts";
import { type SettledAccount, settleAccount } from "../../../lib/identity/settle-account.ts";
import { identityTable } from "../../../lib/identity/table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { places } from "./identity-fixture.ts";

let tables: TestTables;
let accounts: AccountStore;
let identity: IdentityStore;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  const name = await tables.create(identityTable);
  accounts = dynamodbAccountStore(tables.client, name);
  identity = dynamodbIdentityStore(tables.client, name);
});

const circumstances = { at: new Date("2026-11-21T08:00:00Z"), correlationId: "request-1", actor: null };
const account = (fields: Partial<SettledAccount> = {}): SettledAccount => ({
  accountId: "20180016",
  name: "张三",
  homeOrganizationId: "b01",
  appointments: [{ post: "branch_secretary", organizationId: "b01", from: "2026-01-01", to: "2026-11-21" }],
  ...fields,
});
const settle = (wanted: SettledAccount, store = identity) =>
  settleAccount({ accounts, store, places })(wanted, circumstances);

describe("settling an account", () => {
  test("gives it name, organisation and posts, and changes nothing the second time", async () => {
    expect(await settle(account())).toBe("changed");
    const { appointments, ...rest } = account();
    const expected = { ...rest, owner: null, version: 2 };
    expect(await accounts.find("20180016")).toMatchObject({ ...expected, held: appointments });
    expect(await settle(account())).toBe("unchanged");
    expect(await accounts.find("20180016")).toMatchObject(expected);
  });

  test("does not give again what was ended", async () => {
    await settle(account());
    const [held] = (await accounts.find("20180016"))?.held ?? [];
    if (held === undefined) throw new Error("no post");
    const before = await identity.findAppointment({ group: "committee", organizationId: "b01" }, held.appointmentId);
    const owner = await accounts.find("20180016");
    if (before === undefined || owner === undefined) throw new Error("nothing to end");
    await identity.write({
      accounts: [{ before: owner, after: { ...owner, held: [], version: owner.version + 1 } }],
      appointments: [{ before, after: { ...before, to: "2026-05-01", version: 2 }, facts: [] }],
    });
    expect(await settle(account())).toBe("unchanged");
    expect(await accounts.find("20180016")).toMatchObject({ held: [] });
  });

  test("tells where the person belonged before, and no name", async () => {
    const facts: unknown[] = [];
    const watched: IdentityStore = {
      ...identity,
      write: async (write: IdentityWrite, answered) => {
        facts.push(...write.accounts.flatMap((one) => one.facts ?? []));
        return await identity.write(write, answered);
      },
    };
    await settle(account(), watched);
    await settle(account({ homeOrganizationId: "b02" }), watched);
    expect(facts).toMatchObject([
      { id: "AccountSettled/20180016/1", data: { homeOrganizationId: "b01", formerHomeOrganizationId: null } },
      { id: "AccountSettled/20180016/3", data: { homeOrganizationId: "b02", formerHomeOrganizationId: "b01" } },
    ]);
    expect(JSON.stringify(facts)).not.toContain("张三");
  });

  test("of the same in parallel happens once, of different ones in some order", async () => {
    const plain = { appointments: [] };
    const same = await Promise.all([1, 2, 3, 4].map(() => settle(account(plain))));
    expect(same.filter((outcome) => outcome === "changed")).toHaveLength(1);
    const homes = ["b02", "b03", "b04"];
    await Promise.all(homes.map((homeOrganizationId) => settle(account({ ...plain, homeOrganizationId }))));
    expect(await accounts.find("20180016")).toMatchObject({ version: 4 });
  });

  test("gives up on an account that somebody else changes all the time", async () => {
    const busy: IdentityStore = { ...identity, write: async () => "changed_meanwhile" };
    await expect(settle(account(), busy)).rejects.toMatchObject({ code: "unavailable" });
  });

  test("refuses an operator two administrators in one person, at once and one after the other", async () => {
    const post = (name: "system_administrator" | "audit_administrator") => ({
      post: name,
      organizationId: "root",
      from: "2026-01-01",
      to: null,
    });
    const both = account({ appointments: [post("system_administrator"), post("audit_administrator")] });
    await expect(settle(both)).rejects.toMatchObject({ options: { reasonCode: "administrators_are_apart" } });
    await expect(settle({ ...both, appointments: [post("audit_administrator")] })).rejects.toMatchObject({
      options: { reasonCode: "administrators_are_apart" },
    });
    expect((await accounts.find("20180016"))?.held.map(({ post: held }) => held)).toEqual(["system_administrator"]);
  });
});

describe("finding", () => {
  test("the roles of the day in China", async () => {
    await settle(account());
    const rolesAt = async (at: string) =>
      (await findPrincipal({ store: accounts })("20180016", new Date(at))).assignments.length;
    expect(await rolesAt("2025-12-31T15:59:59Z")).toBe(0);
    expect(await rolesAt("2025-12-31T16:00:00Z")).toBe(1);
    expect(await rolesAt("2026-11-21T15:59:59Z")).toBe(1);
    expect(await rolesAt("2026-11-21T16:00:00Z")).toBe(0);
  });

  test("nothing for an account that nobody settled: a campus person without roles", async () => {
    expect(await findPrincipal({ store: accounts })("unknown", new Date())).toEqual({
      accountId: "unknown",
      assignments: [],
    });
    const me = getMe({ store: accounts, findOrganizationName: async () => undefined });
    const context = {
      ...circumstances,
      actor: "unknown",
      principal: { accountId: "unknown", assignments: [] },
      receipt: undefined,
    };
    expect(await me({}, context)).toEqual({
      accountId: "unknown",
      name: "unknown",
      homeOrganizationId: null,
      assignments: [],
      capabilities: [],
    });
  });

  test("the names of many accounts at once, each asked for once, none for who is unknown", async () => {
    const ids = Array.from({ length: 130 }, (_, index) => `account-${index}`);
    await Promise.all(
      ids.map((accountId) => settle(account({ accountId, name: `姓名${accountId}`, appointments: [] }))),
    );
    const names = await accounts.findNames([...ids, ...ids, "unknown"]);
    expect(names.size).toBe(130);
    expect(names.get("account-129")).toBe("姓名account-129");
    expect(await accounts.findNames([])).toEqual(new Map());
  });
});

test("tells who is signed in, with the names of the places", async () => {
  await settle(account());
  const principal = {
    accountId: "20180016",
    assignments: [{ role: "applicant" as const, organizationId: "b01" }],
  };
  const me = getMe({ store: accounts, findOrganizationName: async (id) => (id === "b01" ? "第一党支部" : undefined) });
  expect(await me({}, { ...circumstances, actor: "20180016", principal, receipt: undefined })).toEqual({
    accountId: "20180016",
    name: "张三",
    homeOrganizationId: "b01",
    assignments: [{ role: "applicant", organizationId: "b01", organizationName: "第一党支部" }],
    capabilities: [
      { capability: "organization.read", organizationId: null },
      { capability: "appointment.read", organizationId: "b01" },
    ],
  });
});
