import { describe, expect, test } from "vitest";
import { deriveDuties } from "../../../lib/obligation/derive-duties.ts";
import type { OrganizationActivity } from "../../../lib/rules/facts/organization-facts.ts";
import { nationalPolicy } from "../../../lib/rules/policy.ts";
import { branchHistory, day } from "./branch-history.ts";

const on = (date: string) => ({ on: day(date), policy: nationalPolicy });
const held = (kind: OrganizationActivity["kind"], date: string): OrganizationActivity => ({
  id: `${kind}-${date}`,
  on: day(date),
  kind,
});

describe("the duties of a branch", () => {
  test("come up with each period and name article and arithmetic", () => {
    const duties = deriveDuties(branchHistory(), [], on("2026-03-10"));
    const quarter = duties.get("BR-09~2026-Q1");
    expect(quarter).toMatchObject({ due: "2026-03-31", state: "open", ruleId: "BR-09" });
    expect(quarter?.explanation?.zh).toContain("条");
    expect(quarter?.explanation?.zh).toContain("2026-03-31");
    expect([...duties.keys()].filter((id) => id.startsWith("BR-12~")).sort()).toEqual([
      "BR-12~2026-01",
      "BR-12~2026-02",
      "BR-12~2026-03",
    ]);
  });

  test("are overdue on the day after, and late when done then", () => {
    expect(deriveDuties(branchHistory(), [], on("2026-01-31")).get("BR-22~2026-01")?.state).toBe("open");
    expect(deriveDuties(branchHistory(), [], on("2026-02-01")).get("BR-22~2026-01")?.state).toBe("overdue");
    const done = deriveDuties(branchHistory(), [held("theme_party_day", "2026-01-20")], on("2026-02-01"));
    expect(done.get("BR-22~2026-01")).toMatchObject({ state: "satisfied", satisfiedBy: [{ on: "2026-01-20" }] });
  });

  test("of the committee end with the committee, and what it did until then stays", () => {
    const history = branchHistory({ committee: [{ from: day("2024-01-01"), to: day("2026-02-14") }] });
    const deeds = [held("branch_committee_meeting", "2026-01-08")];
    const duties = deriveDuties(history, deeds, on("2026-04-02"));
    expect(duties.get("BR-12~2026-01")?.state).toBe("satisfied");
    expect(duties.has("BR-12~2026-02")).toBe(false);
    expect(duties.has("BR-12~2026-03")).toBe(false);
    expect(duties.get("BR-22~2026-02")?.state).toBe("overdue");
  });

  test("are asked for each group as long as there is one", () => {
    const groups = [{ groupId: "group-1", from: day("2026-02-01"), to: day("2026-03-31") }];
    const duties = deriveDuties(branchHistory({ groups }), [], on("2026-05-02"));
    const ofGroups = [...duties.keys()].filter((id) => id.startsWith("BR-16~")).sort();
    expect(ofGroups).toEqual(["BR-16~2026-02~group-1", "BR-16~2026-03~group-1"]);
  });

  test("that nobody met fall away when the branch is dissolved", () => {
    const deeds = [held("theme_party_day", "2026-01-20")];
    const duties = deriveDuties(branchHistory({ endedOn: day("2026-02-10") }), deeds, on("2026-02-11"));
    expect([...duties.values()].map(({ dutyId, state }) => [dutyId, state])).toEqual([["BR-22~2026-01", "satisfied"]]);
  });

  test("are none for what the rules do not speak of", () => {
    expect(deriveDuties(branchHistory({ facts: null }), [], on("2026-02-11")).size).toBe(0);
  });
});
