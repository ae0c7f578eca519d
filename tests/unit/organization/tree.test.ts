import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeOrganizationStore } from "../../support/fake-organization-store.ts";
import { organizationsIn } from "./organization-fixture.ts";
import { expectHistory, expectTree, step, take } from "./tree-properties.ts";

test("any sequence of changes keeps the tree a tree", async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
      const store = new FakeOrganizationStore();
      const tree = organizationsIn(store);
      await tree.root();
      const ids = ["cczu"];
      const written = [await tree.get("cczu")];
      for (const [index, taken] of steps.entries()) {
        const node = await take(tree, ids, taken, `org-${index}`);
        if (node === undefined) continue;
        written.push(node);
        kinds.add(taken.do);
      }
      expectHistory(written, await expectTree(store, ids));
      expect(store.facts.map(({ id }) => id)).toHaveLength(written.length);
      expect(new Set(store.facts.map(({ id }) => id)).size).toBe(written.length);
    }),
  );
  expect([...kinds].sort(), "every kind of change succeeded sometimes").toEqual([
    "create",
    "dissolve",
    "move",
    "rename",
  ]);
});
