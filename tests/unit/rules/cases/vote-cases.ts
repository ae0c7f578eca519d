import { judgeVote, type Vote } from "../../../../lib/rules/evaluate/judge-vote.ts";
import { ruleContext } from "../../../../lib/rules/rule-context.ts";
import type { RuleCase } from "./rule-case.ts";

const vote =
  (overrides: Partial<Vote>): NonNullable<RuleCase["findings"]> =>
  (on) =>
    judgeVote(ruleContext(on), {
      kind: "ordinary",
      subject: { kind: "meeting", id: "m1" },
      at: { fact: "branch_members_meeting", on: "2026-10-10", id: "m1" },
      due: 20,
      present: 20,
      yes: 20,
      ...overrides,
    }).verdicts;

const on = "2026-11-21";

export const voteCases: readonly RuleCase[] = [
  {
    ruleId: "BR-10",
    title: "nine of twenty are no quorum",
    on,
    findings: vote({ present: 9, yes: 9 }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "BR-10",
    title: "half is a quorum for an ordinary vote",
    on,
    findings: vote({ present: 10, yes: 10 }),
    expect: [],
  },
  {
    ruleId: "BR-11",
    title: "ten of twenty due are not more than half",
    on,
    findings: vote({ present: 10, yes: 10 }),
    expect: [{ level: "breach" }],
  },
  { ruleId: "BR-11", title: "eleven are", on, findings: vote({ present: 12, yes: 11 }), expect: [] },
  {
    ruleId: "BR-13",
    title: "two of five committee members",
    on,
    findings: vote({ kind: "committee", due: 5, present: 2, yes: 2 }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "BR-13",
    title: "three of five committee members",
    on,
    findings: vote({ kind: "committee", due: 5, present: 3, yes: 1 }),
    expect: [],
  },
];
