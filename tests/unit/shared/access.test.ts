import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Assignment,
  type Capability,
  capabilities,
  grants,
  isAllowed,
  isAllowedAnywhere,
  isWithin,
  type Role,
  roles,
} from "../../../lib/shared/access.ts";

const roleNames = Object.keys(roles) as Role[];
const capabilityNames = Object.keys(capabilities) as Capability[];

/** A tree as parents by index: the parent of node n is any node before it; node 0 is the root. */
const tree = fc
  .array(fc.nat(), { minLength: 1, maxLength: 30 })
  .map((choices) => choices.map((choice, node) => (node === 0 ? -1 : choice % node)));

const idOf = (node: number) => `n${node}`;
const ancestorsOf = (parents: readonly number[], node: number): number[] =>
  node === -1 ? [] : [node, ...ancestorsOf(parents, parents[node] ?? -1)];
const pathOf = (parents: readonly number[], node: number) =>
  `/${ancestorsOf(parents, node).reverse().map(idOf).join("/")}/`;

describe("isWithin", () => {
  test("agrees with walking up the tree", () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (parents, a, b) => {
        const [node, other] = [a % parents.length, b % parents.length];
        const isBelow = ancestorsOf(parents, node).includes(other);
        expect(isWithin(pathOf(parents, node), idOf(other))).toBe(isBelow);
      }),
    );
  });

  test.each([
    ["/cczu/cczu-petro/", "petro"],
    ["/cczu/cczu-petro/", "cczu-pet"],
    ["/cczu/", ""],
    ["/", "cczu"],
  ])("does not take a part of an id for the id: %s, %s", (path, id) => expect(isWithin(path, id)).toBe(false));
});

describe("isAllowed", () => {
  const assignments = fc.array(fc.record({ role: fc.constantFrom(...roleNames), node: fc.nat({ max: 29 }) }), {
    maxLength: 4,
  });

  /** The rule as a sentence: some role carries it everywhere, or is held at the node or one of its superiors. */
  const expected = (held: readonly Assignment[], capability: Capability, superiors: readonly string[]) =>
    held.some(({ role, organizationId }) => {
      const reach = grants[role][capability];
      return reach === "everywhere" || (reach === "subtree" && superiors.includes(organizationId));
    });

  test("agrees with the rule on any tree, for any roles", () => {
    fc.assert(
      fc.property(
        tree,
        assignments,
        fc.constantFrom(...capabilityNames),
        fc.nat(),
        (parents, given, capability, at) => {
          const held = given.map(({ role, node }) => ({ role, organizationId: idOf(node % parents.length) }));
          const node = at % parents.length;
          const principal = { accountId: "a", assignments: held };
          const superiors = ancestorsOf(parents, node).map(idOf);
          const isGranted = isAllowed(principal, capability, pathOf(parents, node));
          expect(isGranted).toBe(expected(held, capability, superiors));
          if (isGranted) expect(isAllowedAnywhere(principal, capability)).toBe(true);
        },
      ),
    );
  });

  test("gives nothing to somebody without a role", () => {
    for (const capability of capabilityNames) {
      expect(isAllowedAnywhere({ accountId: "a", assignments: [] }, capability)).toBe(false);
    }
  });
});

describe("the table of roles", () => {
  const reachOf = (role: Role, capability: Capability) => grants[role][capability];

  test("names every role and capability in both languages", () => {
    for (const { zh, en } of [...Object.values(roles), ...Object.values(capabilities)]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toBe("");
    }
  });

  test("keeps the three administrators apart: none manages organisations, one reads the whole record", () => {
    const administrators: Role[] = ["system_administrator", "security_administrator", "audit_administrator"];
    expect(administrators.map((role) => reachOf(role, "organization.manage"))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(administrators.filter((role) => reachOf(role, "audit.read") !== undefined)).toEqual(["audit_administrator"]);
  });

  test("lets nobody change organisations beyond the subtree of the role", () => {
    for (const role of roleNames) expect(reachOf(role, "organization.manage")).not.toBe("everywhere");
  });

  test("gives nothing to who is only a campus person", () => {
    expect(grants.campus_person).toEqual({});
  });
});
