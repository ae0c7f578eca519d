import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeVote, type Vote } from "../../../lib/rules/evaluate/judge-vote.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";

const context = ruleContext("2026-11-21");

function aVote(overrides: Partial<Vote>): Vote {
  const at = { fact: "admission_meeting", on: "2026-10-10" } as const;
  return { kind: "admission", subject: { kind: "meeting", id: "m" }, at, due: 29, present: 29, yes: 15, ...overrides };
}

describe("a vote", () => {
  it("passes with more than half of those due and states the product", () => {
    const judged = judgeVote(context, aVote({}));
    expect(judged).toMatchObject({ isQuorate: true, isPassed: true, verdicts: [] });
    expect(judged.explanations[1]?.text.zh).toBe(
      "15/29，要求超过 1/2：15 × 2 = 30 > 29 × 1 = 29 成立；《发展党员工作细则》第二十条（2026）",
    );
  });

  it("needs both quorum and majority", () => {
    expect(judgeVote(context, aVote({ present: 14, yes: 14, writtenYes: 15 }))).toMatchObject({
      isQuorate: false,
      isPassed: false,
    });
  });

  it("counts written votes only where the rules do", () => {
    const ordinary = judgeVote(context, aVote({ kind: "ordinary", due: 4, present: 2, yes: 2, writtenYes: 2 }));
    expect(ordinary.isPassed).toBe(false);
    expect(judgeVote(context, aVote({ due: 4, present: 3, yes: 2, writtenYes: 1 })).isPassed).toBe(true);
  });

  it.each([[{ due: 3, present: 4 }], [{ present: 3, yes: 4 }], [{ due: 5, present: 5, yes: 3, writtenYes: 1 }]])(
    "refuses counts that cannot be: %o",
    (overrides) => {
      expect(() => judgeVote(context, aVote(overrides))).toThrow(expect.objectContaining({ code: "fact_refused" }));
    },
  );

  it("never loses by one more yes vote", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), fc.nat(200), (due, attending, cast) => {
        const present = Math.min(due, attending);
        const yes = Math.min(present - 1, cast);
        if (yes < 0) return true;
        const passes = (votes: number) => judgeVote(context, aVote({ due, present, yes: votes })).isPassed === true;
        return !passes(yes) || passes(yes + 1);
      }),
    );
  });
});
