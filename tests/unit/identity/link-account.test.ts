import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dynamodbAccountStore } from "../../../lib/identity/account-store.dynamodb.ts";
import type { AccountStore } from "../../../lib/identity/account-store.ts";
import { changePosts } from "../../../lib/identity/change-posts.ts";
import { findPrincipal } from "../../../lib/identity/find-principal.ts";
import { dynamodbIdentityStore } from "../../../lib/identity/identity-store.dynamodb.ts";
import type { IdentityStore } from "../../../lib/identity/identity-store.ts";
import { linkAccount } from "../../../lib/identity/link-account.ts";
import { linkAccounts } from "../../../lib/identity/link-accounts.ts";
import type { KnownPerson } from "../../../lib/identity/person-directory.ts";
import { accountsOfPerson, identityHolder } from "../../../lib/identity/personal-data.dynamodb.ts";
import { identityTable } from "../../../lib/identity/table.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { aPerson } from "./identity-fixture.ts";

let tables: TestTables;
let tableName: string;
let accounts: AccountStore;
let store: IdentityStore;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  tableName = await tables.create(identityTable);
  accounts = dynamodbAccountStore(tables.client, tableName);
  store = dynamodbIdentityStore(tables.client, tableName);
});

const at = new Date("2026-11-22T02:00:00Z");
const circumstances = { at, correlationId: "c", actor: "90001" };

/** The record as it is now; facts say which version they speak of. */
function recordOf(first: KnownPerson) {
  let now = first;
  return {
    people: { find: async () => now },
    change: (more: Partial<KnownPerson>) => {
      now = { ...now, ...more, version: now.version + 1 };
    },
    fact: () => ({ personId: now.personId, version: now.version, stage: now.stage }),
  };
}

const roles = async (accountId: string) =>
  (await findPrincipal({ store: accounts })(accountId, at)).assignments.map(
    ({ role, organizationId }) => `${role}@${organizationId}`,
  );

const secretary = async (accountId: string, personId: string) =>
  await changePosts({ accounts, store })(
    {
      organizationId: "b01",
      post: "branch_secretary",
      beginning: {
        appointmentId: "apt-20260901-00000000000000000000",
        holder: { accountId, personId, name: "姓名" },
        from: "2026-09-01",
        to: null,
        sourceDocument: null,
      },
    },
    circumstances,
  );

describe("the account of a person", () => {
  test("follows name, branch and stage of the record, and loses them when the membership ends", async () => {
    const record = recordOf(aPerson(1, { stage: "activist" }));
    const link = linkAccount({ accounts, store, people: record.people });
    expect(await link(record.fact(), circumstances)).toBe("done");
    expect(await link(record.fact(), circumstances)).toBe("already_done");
    expect(await roles("2026001")).toEqual(["applicant@b01"]);
    record.change({ stage: "probationary_member", organizationId: "b02", name: "新名" });
    await link(record.fact(), circumstances);
    expect(await accounts.find("2026001")).toMatchObject({ name: "新名", homeOrganizationId: "b02", version: 2 });
    expect(await roles("2026001")).toEqual(["member@b02"]);
    record.change({ stage: "transferred_out" });
    await link(record.fact(), circumstances);
    expect(await accounts.find("2026001")).toMatchObject({ homeOrganizationId: null });
    expect(await roles("2026001")).toEqual([]);
  });

  test("begins when the campus number comes late, and costs nothing before", async () => {
    const record = recordOf(aPerson(1, { campusId: null }));
    const link = linkAccount({ accounts, store, people: record.people });
    expect(await link(record.fact(), circumstances)).toBe("done");
    expect(await store.findLink("p1")).toBeUndefined();
    record.change({ campusId: "2026001" });
    await link(record.fact(), circumstances);
    expect(await roles("2026001")).toEqual(["member@b01"]);
  });

  test("changes with the campus number, and the posts move along; what the next owner has is left alone", async () => {
    const record = recordOf(aPerson(1));
    const link = linkAccount({ accounts, store, people: record.people });
    await link(record.fact(), circumstances);
    await secretary("2026001", "p1");
    record.change({ campusId: "2026999" });
    await link(record.fact(), circumstances);
    expect([await roles("2026001"), await roles("2026999")]).toEqual([[], ["branch_secretary@b01", "member@b01"]]);
    const other = recordOf(aPerson(2, { campusId: "2026001" }));
    await linkAccount({ accounts, store, people: other.people })(other.fact(), circumstances);
    expect(await roles("2026001")).toEqual(["member@b01"]);
    expect(await store.listOfAccount("2026999", { limit: 5, cursor: undefined })).toMatchObject({
      items: [{ personId: "p1" }],
    });
  });

  test("loses the posts of committees with the membership, also when the first try was cut off between the two", async () => {
    const record = recordOf(aPerson(1));
    const link = linkAccount({ accounts, store, people: record.people });
    await link(record.fact(), circumstances);
    await secretary("2026001", "p1");
    record.change({ stage: "expelled" });
    let writes = 0;
    const cut: IdentityStore = {
      ...store,
      write: async (...given) => {
        if (++writes === 2) throw new Error("cut off");
        return await store.write(...given);
      },
    };
    const torn = linkAccount({ accounts, store: cut, people: record.people });
    await expect(torn(record.fact(), circumstances)).rejects.toThrow("cut off");
    expect(await link(record.fact(), circumstances)).toBe("already_done");
    expect(await roles("2026001")).toEqual([]);
    const [ended] = (await store.listOfAccount("2026001", { limit: 5, cursor: undefined })).items;
    expect(ended).toMatchObject({ endCause: "membership_ended", to: "2026-11-21" });
  });

  test("comes out the same whatever the order, the repeats and the races of the facts", async () => {
    const step = fc.record({
      campusId: fc.constantFrom("10001", "10002", null),
      stage: fc.constantFrom<KnownPerson["stage"][]>("applicant", "full_member", "transferred_out"),
      organizationId: fc.constantFrom("b01", "b02"),
    });
    let person = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat(9)),
        async (steps, order) => {
          const name = `x${++person}`;
          const own = (campusId: string | null) => campusId && `${name}-${campusId}`;
          const record = recordOf(aPerson(1, { personId: name, campusId: own("10001") }));
          const link = linkAccount({ accounts, store, people: record.people });
          const facts = [record.fact()];
          for (const { campusId, ...more } of steps) {
            record.change({ ...more, campusId: own(campusId) });
            facts.push(record.fact());
            // Some are heard of in the middle of it, together and out of order.
            const heard = facts.filter(() => (order.next().value ?? 0) > 5).reverse();
            await Promise.all(heard.map((fact) => link(fact, circumstances)));
          }
          await Promise.all([...facts, ...facts].reverse().map((fact) => link(fact, circumstances)));
          const last = steps.at(-1);
          for (const campusId of ["10001", "10002"]) {
            const isOwn = last?.campusId === campusId && last.stage !== "transferred_out";
            const role = last?.stage === "applicant" ? "applicant" : "member";
            expect(await roles(`${name}-${campusId}`)).toEqual(isOwn ? [`${role}@${last.organizationId}`] : []);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("the accounts of many people at once", () => {
  const directory = (...records: readonly ReturnType<typeof recordOf>[]) => ({
    findMany: async (ids: readonly string[]) =>
      (await Promise.all(records.map(({ people }) => people.find()))).filter(({ personId }) => ids.includes(personId)),
  });

  test("follow their records, in one write, and a repeat changes nothing", async () => {
    const records = [1, 2, 3].map((number) => recordOf(aPerson(number)));
    const link = linkAccounts({ accounts, store, people: directory(...records) });
    const facts = records.map(({ fact }) => fact());
    expect([...(await link([...facts, ...facts])).values()]).toEqual(["done", "done", "done"]);
    expect(await roles("2026003")).toEqual(["member@b01"]);
    expect([...(await link(facts)).values()]).toEqual(["already_done", "already_done", "already_done"]);
    expect(await accounts.find("2026003")).toMatchObject({ version: 1 });
  });

  test("take a number from one person and give it to another only one by one", async () => {
    const [one, other] = [recordOf(aPerson(1)), recordOf(aPerson(2))] as const;
    const link = linkAccounts({ accounts, store, people: directory(one, other) });
    await link([one.fact(), other.fact()]);
    one.change({ campusId: "2026999" });
    other.change({ campusId: "2026001" });
    await expect(link([one.fact(), other.fact()])).rejects.toThrow();
    expect([await roles("2026001"), await roles("2026999")]).toEqual([["member@b01"], []]);
    for (const record of [one, other]) {
      await linkAccount({ accounts, store, people: record.people })(record.fact(), circumstances);
    }
    expect([await roles("2026001"), await roles("2026999")]).toEqual([["member@b01"], ["member@b01"]]);
  });

  test("wait for a record that is not there yet, and write nothing", async () => {
    const [one, other] = [recordOf(aPerson(1)), recordOf(aPerson(2))] as const;
    const link = linkAccounts({ accounts, store, people: directory(one) });
    await expect(link([one.fact(), other.fact()])).rejects.toThrow("not there yet");
    expect(await accounts.find("2026001")).toBeUndefined();
  });
});

describe("the accounts of a person who is deleted", () => {
  const everything = async () => {
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: tableName }));
    return JSON.stringify(Items);
  };

  test("go with their names, former numbers included; an appointment stays without its holder", async () => {
    const record = recordOf(aPerson(1, { name: "单无痕" }));
    const link = linkAccount({ accounts, store, people: record.people });
    await link(record.fact(), circumstances);
    await secretary("2026001", "p1");
    record.change({ campusId: "2026901" });
    await link(record.fact(), circumstances);
    record.change({ stage: "transferred_out" });
    await link(record.fact(), circumstances);

    const accountIds = await accountsOfPerson(tables.client, tableName)("p1");
    expect([...accountIds].sort()).toEqual(["2026001", "2026901"]);
    const holder = identityHolder(tables.client, tableName);
    const subject = { personId: "p1", accountIds };
    expect(JSON.stringify(await holder.read(subject))).toContain("branch_secretary");
    expect(await everything()).toMatch(/单无痕/);
    await holder.erase(subject);
    await holder.erase(subject);
    expect(await everything()).not.toMatch(/单无痕|2026001|2026901|"p1"/);
    expect(await everything()).toContain("branch_secretary");
    expect(await accountsOfPerson(tables.client, tableName)("p1")).toEqual([]);
  });

  test("leave out a number that somebody else has by now", async () => {
    const former = recordOf(aPerson(1));
    await linkAccount({ accounts, store, people: former.people })(former.fact(), circumstances);
    former.change({ campusId: null, stage: "transferred_out" });
    await linkAccount({ accounts, store, people: former.people })(former.fact(), circumstances);
    const next = recordOf(aPerson(2, { campusId: "2026001", name: "后来者" }));
    await linkAccount({ accounts, store, people: next.people })(next.fact(), circumstances);
    const accountIds = await accountsOfPerson(tables.client, tableName)("p1");
    expect(accountIds).toEqual([]);
    await identityHolder(tables.client, tableName).erase({ personId: "p1", accountIds: ["2026001"] });
    expect(await accounts.find("2026001")).toMatchObject({ name: "后来者" });
  });
});
