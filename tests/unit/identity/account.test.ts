import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AccountId, assignmentsOn, capabilitiesOf, type HeldPost } from "../../../lib/identity/account.ts";
import {
  type Capability,
  capabilities,
  isAllowed,
  isAllowedAnywhere,
  type Role,
  roles,
} from "../../../lib/shared/access.ts";

const secretary = (from: string, to: string | null): HeldPost => ({
  appointmentId: "a",
  post: "branch_secretary",
  organizationId: "b01",
  from,
  to,
});
const rolesOn = (held: HeldPost[], day: string) => assignmentsOn({ held, owner: null }, day);

describe("a role", () => {
  test.each([
    ["the day before the first", "2026-02-28", false],
    ["the first day", "2026-03-01", true],
    ["a day between", "2026-06-15", true],
    ["the last day", "2026-12-31", true],
    ["the day after the last", "2027-01-01", false],
  ])("on %s", (_, day, isHeld) => {
    expect(rolesOn([secretary("2026-03-01", "2026-12-31")], day)).toHaveLength(isHeld ? 1 : 0);
  });

  test("without an end is held on every day from the first", () => {
    expect(rolesOn([secretary("2026-03-01", null)], "2126-01-01")).toHaveLength(1);
  });

  test("of one day is held on that day only", () => {
    const held = [secretary("2026-03-01", "2026-03-01")];
    expect(["2026-02-28", "2026-03-01", "2026-03-02"].map((day) => rolesOn(held, day).length)).toEqual([0, 1, 0]);
  });
});

test("two posts of one role at one place give the role once, and membership gives its own", () => {
  const posts = ["organization_commissioner", "youth_commissioner", "group_leader"] as const;
  const held = posts.map((post): HeldPost => ({ ...secretary("2026-03-01", null), post }));
  const owner = { personId: "p", organizationId: "b02", role: "member" } as const;
  expect(assignmentsOn({ held, owner }, "2026-11-21")).toEqual([
    { role: "committee_member", organizationId: "b01" },
    { role: "member", organizationId: "b02" },
  ]);
  expect(assignmentsOn({ held: [], owner: { ...owner, role: null } }, "2026-11-21")).toEqual([]);
});

describe("the capabilities that a person is told", () => {
  const assignment = fc.record({
    role: fc.constantFrom(...(Object.keys(roles) as Role[])),
    organizationId: fc.constantFrom("cczu", "petro", "arts"),
  });
  const paths = ["/cczu/", "/cczu/petro/", "/cczu/arts/"];

  test("are those that the person has, at each place once", () => {
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 5 }), (assignments) => {
        const told = capabilitiesOf(assignments);
        const principal = { accountId: "a", assignments };
        expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(told.length);
        for (const capability of Object.keys(capabilities) as Capability[]) {
          const places = told.filter((one) => one.capability === capability);
          expect(places.length > 0).toBe(isAllowedAnywhere(principal, capability));
          for (const path of paths) {
            const isTold = places.some((at) => at.organizationId === null || path.includes(`/${at.organizationId}/`));
            expect(isTold).toBe(isAllowed(principal, capability, path));
          }
        }
      }),
    );
  });
});

test.each(["", "a b", "a#b", "甲", "a/b", "x".repeat(41)])(
  "an account id holds nothing that a key could stumble on: %j",
  (id) => {
    expect(AccountId.safeParse(id).success).toBe(false);
  },
);
