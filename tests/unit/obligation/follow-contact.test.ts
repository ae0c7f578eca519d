import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type ContactReport, followContact } from "../../../lib/obligation/follow-contact.ts";
import { keepDuties } from "../../../lib/obligation/keep-duties.ts";
import { fakeObligationStore } from "../../support/fake-obligation-store.ts";
import { branchHistory } from "./branch-history.ts";
import { circumstances } from "./duty-platform.ts";

function setUp() {
  const store = fakeObligationStore();
  const describe = async (organizationId: string) => {
    const history = branchHistory({ organizationId });
    return { ...history, facts: history.facts && { ...history.facts, id: organizationId } };
  };
  const follow = followContact({ keep: keepDuties({ store, sources: { describe } }) });
  const searchesOf = async (organizationId: string) =>
    (await store.listDuties(organizationId))
      .filter(({ ruleId, state }) => (ruleId === "EDU-17" || ruleId === "EDU-18") && state !== "cancelled")
      .map(({ dutyId, due, state }) => ({ dutyId, due, state }))
      .sort((one, other) => one.dutyId.localeCompare(other.dutyId));
  return { store, follow, searchesOf };
}

const lossAt = (organizationId: string, change: Partial<ContactReport["losses"][number]> = {}) => ({
  organizationId,
  kind: "lost_contact" as const,
  since: "2026-03-01",
  startedOn: "2026-03-01",
  endedOn: null,
  ...change,
});
const report = (version: number, ...losses: ContactReport["losses"]): ContactReport => ({
  personId: "per-1",
  version,
  losses,
});
const search = { dutyId: "EDU-17~last_contact@2026-03-01", due: "2026-09-01" };

test("the branch has half a year to search; being found in time meets the duty, and the duty says by which article", async () => {
  const { store, follow, searchesOf } = setUp();
  await follow(report(2, lossAt("b1")), circumstances("2026-04-02"));
  expect(await searchesOf("b1")).toEqual([{ ...search, state: "open" }]);
  expect((await store.findDuty("b1", search.dutyId))?.explanation?.zh).toMatch(
    /2026-09-01 = 2026-03-01 \+ 6 个月；.*第二十四条/,
  );
  await follow(report(3, lossAt("b1", { endedOn: "2026-05-06" })), circumstances("2026-05-06"));
  expect(await searchesOf("b1")).toEqual([{ ...search, state: "satisfied" }]);
});

test("the duty goes with the member to another branch, and reports in any order and repetition give the same", async () => {
  const last = report(4, lossAt("b1", { startedOn: null }), lossAt("b2"));
  const reports = [report(2, lossAt("b1")), report(3, lossAt("b1", { endedOn: "2026-05-06" })), last];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...reports), { maxLength: 8 }), async (noise) => {
      const { follow, searchesOf } = setUp();
      for (const one of [...noise, last]) await follow(one, circumstances("2026-06-10"));
      expect([await searchesOf("b1"), await searchesOf("b2")]).toEqual([[], [{ ...search, state: "open" }]]);
    }),
    { numRuns: 25 },
  );
});
