import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { dynamodbPeopleRegister } from "../../../functions/transfer-api/people-register.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import type { StoredPerson } from "../../../lib/membership/person-store.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { planChange, planRegistration } from "../../../lib/membership/write-person.ts";
import { organizationTable } from "../../../lib/organization/table.ts";
import { nationalPolicy } from "../../../lib/rules/policy.ts";
import type { Principal, Role } from "../../../lib/shared/access.ts";
import { randomId } from "../../../lib/shared/ids.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";
import { transferTable } from "../../../lib/transfer/table.ts";
import { dynamodbTransferStore } from "../../../lib/transfer/transfer-store.dynamodb.ts";
import type { TestTables } from "../../support/dynamodb-table.ts";
import { aPerson } from "../membership/person-fixture.ts";

export const branchIds = ["b1", "b2", "b3"] as const;
const pathOf = (id: string) => (id === "c1" ? "/u/c1/" : `/u/c1/${id}/`);

export const personAccount = "20180016";
let moment = Date.parse("2026-11-21T02:00:00Z");

export function contextOf(accountId: string, role?: Role, organizationId = "u"): RequestContext {
  const principal: Principal = { accountId, assignments: role === undefined ? [] : [{ role, organizationId }] };
  // Each request comes a little later than the one before, as ids sort by time.
  moment += 1;
  return { principal, actor: accountId, at: new Date(moment), correlationId: "request", receipt: undefined };
}
export const secretaryOf = (branch: string) => contextOf(`secretary-${branch}`, "branch_secretary", branch);
export const department = () => contextOf("20050018", "organization_department_staff");

/** Transfers over the real engine, with people and a tree of one committee with three branches. */
export async function startTransfers(tables: TestTables) {
  const { client } = tables;
  const [transfers, membership, organization] = await Promise.all(
    [transferTable, membershipTable, organizationTable].map((table) => tables.create(table)),
  );
  const persons = dynamodbPersonStore(client, membership ?? "");
  const active = new Map<string, boolean>();
  const setActive = async (id: string, isActive: boolean) => {
    active.set(id, isActive);
    const Item = { pk: `ORG#${id}`, sk: "NODE", status: isActive ? "active" : "dissolved" };
    await client.send(new PutCommand({ TableName: organization, Item }));
  };
  await Promise.all(branchIds.map((id) => setActive(id, true)));
  const isBranch = (id: string) => (branchIds as readonly string[]).includes(id);
  const dependencies = {
    store: dynamodbTransferStore(client, transfers ?? ""),
    people: dynamodbPeopleRegister(client, {
      membershipTable: membership ?? "",
      organizationTable: organization ?? "",
    }),
    findPolicy: async () => nationalPolicy,
    branches: {
      findPath: async (id: string) => (isBranch(id) || id === "c1" ? pathOf(id) : undefined),
      findBranch: async (id: string) =>
        isBranch(id) ? { organizationId: id, path: pathOf(id), isActive: active.get(id) === true } : undefined,
      listBranches: async (id: string) => ({
        isBranch: isBranch(id),
        branchIds: new Set<string>(isBranch(id) ? [id] : branchIds),
      }),
    },
    newId: randomId,
  };
  return {
    dependencies,
    persons,
    setActive,
    async register(given: Parameters<typeof aPerson>[0] = {}): Promise<StoredPerson> {
      const person = await aPerson({ stage: "full_member", ...given });
      await persons.write([planRegistration(person, department())]);
      return person;
    },
    /** A change by another part of the product; whoever is slower loses. */
    async change(personId: string, next: Partial<StoredPerson>): Promise<void> {
      const before = await persons.find(personId);
      const write = before && planChange(before, next, { circumstances: department(), source: "manual" });
      if (write !== undefined) await persons.write([write]);
    },
  };
}
export type Transfers = Awaited<ReturnType<typeof startTransfers>>;
