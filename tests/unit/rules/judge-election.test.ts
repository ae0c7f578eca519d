import { describe, expect, it } from "vitest";
import { judgeElection } from "../../../lib/rules/evaluate/judge-election.ts";
import type { ElectionFactsInput } from "../../../lib/rules/facts/election-facts.ts";
import { definePolicy } from "../../../lib/rules/policy.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";

const national = ruleContext("2026-11-21");
const byPresent = ruleContext(
  "2026-11-21",
  definePolicy({ readings: [{ ruleId: "ELE-04", option: "present", since: "2026-01-01", decidedBy: "x" }] }),
);

function anElection(votes: Record<string, number>, overrides: Partial<ElectionFactsInput> = {}): ElectionFactsInput {
  const candidates = Object.entries(votes).map(([personId, yes]) => ({ personId, yes }));
  return {
    id: "e",
    on: "2026-10-10",
    members: 30,
    electorsDue: 30,
    electorsPresent: 26,
    seats: 3,
    candidates,
    ballotsReturned: 26,
    ...overrides,
  };
}

describe("an election", () => {
  it("seats those with the most votes over half of the electors due", () => {
    const judged = judgeElection(national, anElection({ a: 25, b: 17, c: 16, d: 15 }));
    expect(judged).toMatchObject({ isValid: true, elected: ["a", "b", "c"], tied: [] });
  });

  it("leaves a seat empty under the strict reading and fills it under the other, pointing it out both times", () => {
    const votes = { a: 25, b: 20, c: 14, d: 3 };
    const strict = judgeElection(national, anElection(votes));
    const present = judgeElection(byPresent, anElection(votes));
    expect([strict.elected, present.elected]).toEqual([
      ["a", "b"],
      ["a", "b", "c"],
    ]);
    for (const { verdicts } of [strict, present])
      expect(verdicts.map(({ key }) => key)).toEqual(["ELE-04/election/e/disputed/c"]);
  });

  it("seats nobody of a tie at the last seat", () => {
    expect(judgeElection(national, anElection({ a: 25, b: 20, c: 18, d: 18 }))).toMatchObject({
      elected: ["a", "b"],
      tied: ["c", "d"],
    });
  });

  it("elects nobody without a quorum or with too many ballots", () => {
    const votes = { a: 20, b: 20, c: 19, d: 5 };
    expect(judgeElection(national, anElection(votes, { electorsPresent: 23, ballotsReturned: 23 }))).toMatchObject({
      isValid: false,
      elected: [],
    });
    expect(judgeElection(national, anElection(votes, { ballotsReturned: 27 }))).toMatchObject({
      isValid: false,
      elected: [],
    });
  });

  it("does not seat who may not stand", () => {
    expect(
      judgeElection(national, anElection({ a: 25, b: 20, c: 18, d: 17 }, { ineligibleIds: ["a"] })).elected,
    ).toEqual(["b", "c", "d"]);
  });

  it("refuses more votes than ballots and a candidate listed twice", () => {
    expect(() => judgeElection(national, anElection({ a: 27 }))).toThrow(/more yes votes than ballots/);
    const twice = [
      { personId: "a", yes: 1 },
      { personId: "a", yes: 2 },
    ];
    expect(() => judgeElection(national, anElection({}, { candidates: twice }))).toThrow(/twice/);
  });
});
