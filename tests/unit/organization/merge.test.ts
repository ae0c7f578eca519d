import { beforeEach, describe, expect, test } from "vitest";
import { placeGates } from "../../../lib/membership/place-gates.dynamodb.ts";
import { getMerge } from "../../../lib/organization/read-merge.ts";
import { type BranchPeople, runMerge } from "../../../lib/organization/run-merge.ts";
import { startMerge } from "../../../lib/organization/start-merge.ts";
import { FakeOrganizationStore } from "../../support/fake-organization-store.ts";
import { context, type Organizations, organizationsIn } from "./organization-fixture.ts";

let store: FakeOrganizationStore;
let tree: Organizations;
/** Who belongs where; the counts follow as the consumer of the facts would let them. */
let homes: Map<string, { home: string; version: number }>;
/** The next so many moves are cut off in the middle. */
let cuts: number;

beforeEach(async () => {
  store = new FakeOrganizationStore();
  tree = organizationsIn(store);
  homes = new Map();
  cuts = 0;
  await tree.root();
  await tree.create("cczu", "petro", "grassroots_committee");
  for (const id of ["b01", "b02", "b03"]) await tree.create("petro", id, "student_branch");
  for (const [id, home] of [
    ["p1", "b01"],
    ["p2", "b02"],
    ["p3", "b02"],
    ["p4", "b03"],
    ["p5", "b03"],
  ] as const) {
    await settleAt(id, home);
  }
});

async function settleAt(personId: string, home: string): Promise<void> {
  const former = homes.get(personId);
  const version = (former?.version ?? 0) + 1;
  homes.set(personId, { home, version });
  const standing = { personId, organizationId: home, countedAs: "full_member", version } as const;
  await store.saveStandings([{ standing, former: (await store.findStandings([personId])).get(personId) }]);
}

const people: BranchPeople = {
  async moveSome({ from, to }) {
    const here = [...homes].filter(([, { home }]) => home === from).map(([id]) => id);
    const [first] = here;
    if (first !== undefined) await settleAt(first, to);
    if (cuts-- > 0) throw new Error("cut off");
    return { moved: first === undefined ? 0 : 1, isEmpty: here.length === 0 };
  },
};

const start = (targetId = "b01", sourceIds = ["b02", "b03"], version = 1) =>
  startMerge({ store, gates: placeGates("membership"), newId: () => "0000000001" })(
    {
      params: { organizationId: targetId },
      query: {},
      body: {
        sources: sourceIds.map((organizationId) => ({ organizationId, version: 1 })),
        reason: "系所合并",
        version,
      },
    },
    context,
  );

const run = (runMilliseconds = 1_000) => {
  let now = 0;
  return runMerge({
    store,
    people,
    gates: placeGates("membership"),
    clock: () => new Date(now++),
    wait: async () => {},
    runMilliseconds,
  })("mrg-0000000001", context);
};

const refusal = (reasonCode: string) => ({ code: "refused", options: { reasonCode } });

describe("a merge", () => {
  test("lets everybody of the sources belong to the target and dissolves the sources with a successor", async () => {
    expect(await start()).toMatchObject({ organizationId: "b01", mergeId: "mrg-0000000001", version: 2 });
    expect(await run()).toBe("done");
    expect([...homes.values()].map(({ home }) => home)).toEqual(Array(5).fill("b01"));
    expect(await tree.get("b01")).toMatchObject({ fullMemberCount: 5, mergeId: null, status: "active" });
    for (const id of ["b02", "b03"]) {
      expect(await tree.get(id)).toMatchObject({ status: "dissolved", successorId: "b01", mergeId: null });
    }
    expect((await tree.get("petro")).childCount).toBe(1);
    expect(
      store.facts
        .slice(-3)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["OrganizationDissolved", "OrganizationDissolved", "OrganizationsMerged"]);
    expect(await run()).toBe("already_done");
  });

  test("goes on where it was cut off, and nobody is lost or in two branches", async () => {
    await start();
    cuts = 1;
    await expect(run()).rejects.toThrow("cut off");
    expect(homes.size).toBe(5);
    const progress = await getMerge({ store })(
      { params: { organizationId: "b02" }, query: {}, body: undefined },
      context,
    );
    expect(progress).toMatchObject({ totalPeople: 4, movedPeople: 1, state: "running" });
    await expect(run(2)).rejects.toThrow("goes on");
    expect(await run()).toBe("done");
    expect(await tree.get("b01")).toMatchObject({ fullMemberCount: 5 });
  });

  test("waits for the counts that follow the people", async () => {
    await start();
    const node = await tree.get("b02");
    store.nodes.set("b02", { ...node, memberCount: node.memberCount + 1 });
    await expect(run(50)).rejects.toThrow("goes on");
    expect(await tree.get("b02")).toMatchObject({ status: "active" });
  });

  test("keeps everything else away from its organisations until it is done", async () => {
    await start();
    await expect(tree.rename("b02", 2, "新名")).rejects.toMatchObject(refusal("merge_running"));
    await expect(tree.dissolve("b01", 2)).rejects.toMatchObject(refusal("merge_running"));
    await expect(tree.create("b01", "g01", "party_group")).rejects.toMatchObject(refusal("merge_running"));
    await expect(start("b01", ["b02"], 2)).rejects.toMatchObject(refusal("merge_running"));
  });

  test("is refused for what is no sibling, no branch, or has groups", async () => {
    await tree.create("cczu", "arts", "grassroots_committee");
    await tree.create("arts", "a01", "student_branch");
    await tree.create("b03", "g01", "party_group");
    await expect(start("b01", ["a01"])).rejects.toMatchObject(refusal("not_siblings"));
    await expect(start("petro", ["arts"])).rejects.toMatchObject(refusal("not_branches"));
    await expect(start("b01", ["b03"])).rejects.toMatchObject(refusal("has_children"));
    await expect(start("b01", ["b01"])).rejects.toMatchObject({ code: "validation_failed" });
    await expect(start("b01", ["b02", "b02"])).rejects.toMatchObject({ code: "validation_failed" });
  });
});
