import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Account } from "../../../lib/identity/account.ts";
import { dynamodbAccountStore } from "../../../lib/identity/account-store.dynamodb.ts";
import type { AccountStore } from "../../../lib/identity/account-store.ts";
import { findPrincipal } from "../../../lib/identity/find-principal.ts";
import { getMe } from "../../../lib/identity/get-me.ts";
import { settleAccount } from "../../../lib/identity/settle-account.ts";
import { identityTable } from "../../../lib/identity/table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";

let tables: TestTables;
let store: AccountStore;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = dynamodbAccountStore(tables.client, await tables.create(identityTable));
});

const circumstances = { at: new Date("2026-11-21T08:00:00Z"), correlationId: "request-1", actor: null };
const account = (fields: Partial<Account> = {}): Account => ({
  accountId: "20180016",
  name: "张三",
  homeOrganizationId: "b01",
  assignments: [{ role: "branch_secretary", organizationId: "b01", from: "2026-01-01", to: "2026-11-21" }],
  ...fields,
});
const settle = (wanted: Account, by = store) => settleAccount({ store: by })(wanted, circumstances);

describe("settling an account", () => {
  test("gives it name, organisation and roles, and changes nothing the second time", async () => {
    expect(await settle(account())).toBe("changed");
    expect(await store.find("20180016")).toEqual({ ...account(), version: 1 });
    expect(await settle(account())).toBe("unchanged");
    expect(await store.find("20180016")).toMatchObject({ version: 1 });
  });

  test("tells where the person belonged before, and no name", async () => {
    const facts: object[] = [];
    const watched: AccountStore = {
      ...store,
      save: async (stored, fact) => {
        facts.push(fact);
        return await store.save(stored, fact);
      },
    };
    await settle(account(), watched);
    await settle(account({ homeOrganizationId: "b02" }), watched);
    expect(facts).toMatchObject([
      {
        id: "AccountSettled/20180016/1",
        data: { version: 1, homeOrganizationId: "b01", formerHomeOrganizationId: null },
      },
      {
        id: "AccountSettled/20180016/2",
        data: { version: 2, homeOrganizationId: "b02", formerHomeOrganizationId: "b01" },
      },
    ]);
    expect(JSON.stringify(facts)).not.toContain("张三");
  });

  test("of the same in parallel happens once, of different ones in some order", async () => {
    const same = await Promise.all([1, 2, 3, 4].map(() => settle(account())));
    expect(same.filter((outcome) => outcome === "changed")).toHaveLength(1);
    await Promise.all(["b02", "b03", "b04"].map((homeOrganizationId) => settle(account({ homeOrganizationId }))));
    expect(await store.find("20180016")).toMatchObject({ version: 4 });
  });

  test("gives up on an account that somebody else changes all the time", async () => {
    const busy = { ...store, save: async () => false };
    await expect(settle(account(), busy)).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("finding", () => {
  test("the roles of the day in China", async () => {
    await settle(account());
    const rolesAt = async (at: string) => (await findPrincipal({ store })("20180016", new Date(at))).assignments.length;
    expect(await rolesAt("2025-12-31T15:59:59Z")).toBe(0);
    expect(await rolesAt("2025-12-31T16:00:00Z")).toBe(1);
    expect(await rolesAt("2026-11-21T15:59:59Z")).toBe(1);
    expect(await rolesAt("2026-11-21T16:00:00Z")).toBe(0);
  });

  test("nothing for an account that nobody settled: a campus person without roles", async () => {
    expect(await findPrincipal({ store })("unknown", new Date())).toEqual({ accountId: "unknown", assignments: [] });
    const me = getMe({ store, findOrganizationName: async () => undefined });
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
    await Promise.all(ids.map((accountId) => settle(account({ accountId, name: `姓名${accountId}` }))));
    const names = await store.findNames([...ids, ...ids, "unknown"]);
    expect(names.size).toBe(130);
    expect(names.get("account-129")).toBe("姓名account-129");
    expect(await store.findNames([])).toEqual(new Map());
  });
});

test("tells who is signed in, with the names of the places", async () => {
  await settle(account());
  const principal = {
    accountId: "20180016",
    assignments: [{ role: "branch_secretary" as const, organizationId: "b01" }],
  };
  const me = getMe({ store, findOrganizationName: async (id) => (id === "b01" ? "第一党支部" : undefined) });
  expect(await me({}, { ...circumstances, actor: "20180016", principal, receipt: undefined })).toEqual({
    accountId: "20180016",
    name: "张三",
    homeOrganizationId: "b01",
    assignments: [{ role: "branch_secretary", organizationId: "b01", organizationName: "第一党支部" }],
    capabilities: [
      { capability: "organization.read", organizationId: null },
      { capability: "audit.read", organizationId: "b01" },
      { capability: "person.read", organizationId: "b01" },
      { capability: "person.record", organizationId: "b01" },
      { capability: "person.contact", organizationId: "b01" },
      { capability: "person.manage", organizationId: "b01" },
    ],
  });
});
