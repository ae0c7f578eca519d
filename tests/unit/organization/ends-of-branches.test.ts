import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mergePeople } from "../../../lib/membership/merge-people.ts";
import { dynamodbPersonStore } from "../../../lib/membership/person-store.dynamodb.ts";
import { placeGates } from "../../../lib/membership/place-gates.dynamodb.ts";
import { membershipTable } from "../../../lib/membership/table.ts";
import { planChange, planRegistration } from "../../../lib/membership/write-person.ts";
import { dynamodbMergeStore } from "../../../lib/organization/merge-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../../lib/organization/organization-store.dynamodb.ts";
import { runMerge } from "../../../lib/organization/run-merge.ts";
import { startMerge } from "../../../lib/organization/start-merge.ts";
import { organizationTable } from "../../../lib/organization/table.ts";
import { AppError } from "../../../lib/shared/errors.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { aPerson } from "../membership/person-fixture.ts";
import { context, organizationsIn } from "./organization-fixture.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

const branchIds = ["b1", "b2", "b3"] as const;
const branch = fc.constantFrom(...branchIds);
const deed = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constantFrom("register", "move"), at: branch, other: branch }), weight: 5 },
  {
    arbitrary: fc.record({ kind: fc.constantFrom("dissolve", "merge", "carry", "count"), at: branch, other: branch }),
    weight: 5,
  },
);
const rounds = fc.array(fc.array(deed, { minLength: 1, maxLength: 5 }), { minLength: 3, maxLength: 7 });
type Deed = typeof deed extends fc.Arbitrary<infer Given> ? Given : never;

/** Three branches in which people come and go while the branches end. The counts of the tree follow only when told to. */
async function startWorld() {
  const { client } = tables;
  const [tree = "", people = ""] = await Promise.all([organizationTable, membershipTable].map(tables.create));
  const organizations = organizationsIn(dynamodbOrganizationStore(client, tree), people);
  const persons = dynamodbPersonStore(client, people);
  const mergeStore = { ...dynamodbMergeStore(client, tree), find: organizations.store.find };
  const gates = placeGates(people);
  await organizations.root("u0");
  for (const id of branchIds) await organizations.create("u0", id, "direct_branch");
  const merges: string[] = [];
  const ids: string[] = [];
  const begin = startMerge({ store: mergeStore, gates, newId: () => `${merges.length}`.padStart(10, "0") });
  let now = Date.now();
  const run = runMerge({
    store: mergeStore,
    gates,
    people: mergePeople({ store: persons }),
    clock: () => new Date(now++),
    wait: async () => undefined,
    runMilliseconds: 8,
  });
  const presentIn = async (organizationId: string) => {
    const list = { by: "place", organizationId, isEnded: false } as const;
    return (await persons.readCards(list, { limit: 40, from: null })).cards.length;
  };
  const count = async (id: string) => {
    const memberCount = await presentIn(id);
    await client.send(
      new UpdateCommand({
        TableName: tree,
        Key: { pk: `ORG#${id}`, sk: "NODE" },
        UpdateExpression: "SET memberCount = :count",
        ExpressionAttributeValues: { ":count": memberCount },
      }),
    );
  };

  async function act({ kind, at, other }: Deed): Promise<void> {
    switch (kind) {
      case "register": {
        const person = await aPerson({ stage: "full_member", organizationId: at });
        if ((await persons.write([planRegistration(person, context)])).length === 0) ids.push(person.personId);
        return;
      }
      case "move": {
        const before = await persons.find(ids.at(-1) ?? "none");
        const write =
          before && planChange(before, { organizationId: at }, { circumstances: context, source: "manual" });
        if (write !== undefined) await persons.write([write]);
        return;
      }
      case "dissolve":
        await organizations.dissolve(at, (await organizations.get(at)).version);
        return;
      case "merge": {
        const [target, source] = await Promise.all([organizations.get(at), organizations.get(other)]);
        const sources = [{ organizationId: other, version: source.version }];
        const body = { sources, reason: "合并", version: target.version };
        const { mergeId } = await begin({ params: { organizationId: at }, query: {}, body }, context);
        if (mergeId !== null) merges.push(mergeId);
        return;
      }
      case "carry":
        await Promise.all(merges.map((mergeId) => run(mergeId, context).catch(() => undefined)));
        return;
      default:
        await count(at);
    }
  }

  return {
    ids,
    merges,
    run,
    count,
    organizations,
    presentIn,
    attempt: async (one: Deed) => {
      try {
        await act(one);
      } catch (error) {
        if (!(error instanceof AppError) || error.code === "internal") throw error;
      }
    },
    homeOf: async (id: string) => (await persons.find(id))?.organizationId,
    async counted(id: string): Promise<number> {
      const { Item } = await client.send(
        new GetCommand({ TableName: people, Key: { pk: `PLACE#${id}`, sk: "PLACE" } }),
      );
      return Number(Item?.present ?? 0);
    },
  };
}

test("leaves nobody in a branch that has ended, under any interleaving of comers, mergers and dissolutions", async () => {
  await fc.assert(
    fc.asyncProperty(rounds, async (plan) => {
      const world = await startWorld();
      for (const round of plan) {
        await Promise.all(round.map(world.attempt));
        for (const id of branchIds) {
          const [{ status }, present] = await Promise.all([world.organizations.get(id), world.presentIn(id)]);
          expect(await world.counted(id), `present in ${id}`).toBe(present);
          if (status === "dissolved") expect(present, `left in ${id}`).toBe(0);
        }
      }
      for (let turn = 0; turn < 3; turn++) {
        for (const mergeId of world.merges) await world.run(mergeId, context).catch(() => undefined);
        for (const id of branchIds) await world.count(id);
      }
      for (const id of world.ids) {
        const home = await world.organizations.get((await world.homeOf(id)) ?? "");
        expect([home.status, home.mergeId]).toEqual(["active", null]);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);
