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

  test("of a term stay met when the election was held, in time or late, and the next term begins its own", () => {
    const formerTerms = [
      { startedOn: day("2020-03-01"), isShiftApproved: false, electedOn: day("2023-03-09") },
      { startedOn: day("2023-03-10"), isShiftApproved: false, electedOn: day("2026-02-20") },
    ];
    const { facts } = branchHistory();
    const history = branchHistory({
      judgedFrom: day("2023-01-01"),
      facts: facts && { ...facts, formerTerms, term: { startedOn: "2026-02-21" } },
    });
    const duties = deriveDuties(history, [], on("2026-04-01"));
    expect(duties.get("BR-30~term_started@2020-03-01")).toMatchObject({ due: "2023-03-01", state: "late" });
    expect(duties.get("BR-30~term_started@2023-03-10")).toMatchObject({ due: "2026-03-10", state: "satisfied" });
    expect(duties.get("BR-30~term_started@2026-02-21")).toMatchObject({ due: "2029-02-21", state: "open" });
  });

  test("of a new secretary are asked since the post was taken, and end with it", () => {
    const held = { holderId: "acc", from: day("2026-01-15"), to: null };
    const trained = { id: "report-x", on: day("2026-05-05"), kind: "induction_training" as const };
    const id = "EDU-04~secretary_appointed@2026-01-15";
    const open = deriveDuties(branchHistory({ secretaries: [held] }), [], on("2026-07-16"));
    expect(open.get(id)).toMatchObject({ due: "2026-07-15", state: "overdue" });
    const left = branchHistory({ secretaries: [{ ...held, to: day("2026-06-30") }] });
    expect(deriveDuties(left, [], on("2026-07-16")).has(id)).toBe(false);
    expect(deriveDuties(left, [trained], on("2026-07-16")).get(id)?.state).toBe("satisfied");
  });

  test("of a term that was set shorter end by its own number", () => {
    const { facts } = branchHistory();
    const own = { ruleId: "BR-30", limit: "length", value: 2, since: day("2025-02-01"), decidedBy: "本届任期" };
    const history = branchHistory({
      facts: facts && { ...facts, term: { startedOn: "2025-02-01" } },
      ownLimits: [own],
    });
    const duty = deriveDuties(history, [], on("2026-07-16")).get("BR-30~term_started@2025-02-01");
    expect(duty?.due).toBe("2027-02-01");
  });

  test("are none for what the rules do not speak of", () => {
    expect(deriveDuties(branchHistory({ facts: null }), [], on("2026-02-11")).size).toBe(0);
  });
});
