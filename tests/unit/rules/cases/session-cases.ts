import { evaluateAppraisal } from "../../../../lib/rules/evaluate/evaluate-appraisal.ts";
import { evaluateDisclosure } from "../../../../lib/rules/evaluate/evaluate-disclosure.ts";
import { judgeElection } from "../../../../lib/rules/evaluate/judge-election.ts";
import type { AppraisalFactsInput } from "../../../../lib/rules/facts/appraisal-facts.ts";
import { type DisclosureFactsInput, DisclosureGroup } from "../../../../lib/rules/facts/disclosure-facts.ts";
import type { ElectionFactsInput } from "../../../../lib/rules/facts/election-facts.ts";
import { definePolicy, type PolicyInput } from "../../../../lib/rules/policy.ts";
import { ruleContext } from "../../../../lib/rules/rule-context.ts";
import type { RuleCase } from "./rule-case.ts";

const on = "2026-11-21";
const own = { since: "2026-01-01", decidedBy: "x" } as const;
type Findings = NonNullable<RuleCase["findings"]>;

const election =
  (overrides: Partial<ElectionFactsInput>, policy: PolicyInput = {}): Findings =>
  (day) =>
    judgeElection(ruleContext(day, definePolicy(policy)), {
      id: "e1",
      on: "2026-10-10",
      members: 30,
      electorsDue: 30,
      electorsPresent: 24,
      seats: 3,
      candidates: [
        { personId: "a", yes: 22 },
        { personId: "b", yes: 20 },
        { personId: "c", yes: 18 },
        { personId: "d", yes: 4 },
      ],
      ballotsReturned: 24,
      ...overrides,
    }).verdicts;

const steps = {
  self_assessment: "2026-11-02",
  mutual_assessment: "2026-11-02",
  appraisal_ballot: "2026-11-03",
  appraisal_conclusion: "2026-11-05",
} as const;
const graded = (count: number, excellent: number): AppraisalFactsInput["members"] =>
  Array.from({ length: count }, (_, index) => ({
    personId: `p${index}`,
    hasAttended: true,
    grade: index < excellent ? "excellent" : "qualified",
    toldOn: "2026-11-10",
  }));
const appraisal =
  (overrides: Partial<AppraisalFactsInput>, policy: PolicyInput = {}): Findings =>
  (day) => {
    const facts = { id: "ap1", steps, isCommitteeAppraised: true, members: graded(10, 3), ...overrides };
    const { obligations, verdicts } = evaluateAppraisal(ruleContext(day, definePolicy(policy)), facts);
    return [...obligations, ...verdicts];
  };

const wholeCatalogue: NonNullable<DisclosureFactsInput["items"]> = DisclosureGroup.options.map((group) => ({
  id: group,
  group,
  isInCatalogue: true,
  steps: {},
}));
const disclosure =
  (facts: Omit<DisclosureFactsInput, "organizationId">): Findings =>
  (day) => {
    const { obligations, verdicts } = evaluateDisclosure(ruleContext(day), {
      organizationId: "b1",
      items: wholeCatalogue,
      ...facts,
    });
    return [...obligations, ...verdicts];
  };
const item = { id: "i1", group: "other", isInCatalogue: true, steps: {} } as const;

export const sessionCases: readonly RuleCase[] = [
  {
    ruleId: "ELE-01",
    title: "delegates of 499 members",
    on,
    findings: election({ members: 499, isByDelegates: true }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "ELE-02",
    title: "a probationary member on the ballot",
    on,
    findings: election({ ineligibleIds: ["d"] }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "ELE-03",
    title: "twenty-three of thirty are less than four fifths",
    on,
    findings: election({ electorsPresent: 23, ballotsReturned: 23 }),
    expect: [{ level: "breach" }],
  },
  { ruleId: "ELE-03", title: "twenty-four are enough", on, findings: election({}), expect: [] },
  {
    ruleId: "ELE-04",
    title: "fourteen votes: more than half of 24 present, not of 30 due",
    on,
    findings: election({
      candidates: [
        { personId: "a", yes: 14 },
        { personId: "b", yes: 16 },
        { personId: "c", yes: 20 },
        { personId: "d", yes: 12 },
      ],
    }),
    expect: [{ key: "ELE-04/election/e1/disputed/a", level: "attention" }],
  },
  {
    ruleId: "ELE-05",
    title: "three candidates for three seats",
    on,
    findings: election({
      candidates: [
        { personId: "a", yes: 20 },
        { personId: "b", yes: 20 },
        { personId: "c", yes: 20 },
      ],
    }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "ELE-07",
    title: "a candidate watches the ballot",
    on,
    findings: election({ ballotSupervisorIds: ["a", "x"] }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "ELE-10",
    title: "twenty-five ballots of twenty-four electors",
    on,
    findings: election({ ballotsReturned: 25 }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "APP-02",
    title: "the ballot before the mutual assessment",
    on,
    findings: appraisal({ steps: { ...steps, mutual_assessment: "2026-11-04" } }),
    expect: [{ key: "APP-02/appraisal/ap1/appraisal_ballot", level: "breach" }],
  },
  { ruleId: "APP-05", title: "three of ten", on, findings: appraisal({}), expect: [] },
  {
    ruleId: "APP-05",
    title: "four of ten",
    covers: ["APP-12"],
    on,
    findings: appraisal({ members: graded(10, 4) }),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "APP-05",
    title: "four of twelve of whom two were absent",
    on,
    findings: appraisal({
      members: [...graded(10, 4), { personId: "x", hasAttended: false }, { personId: "y", hasAttended: false }],
    }),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "APP-05",
    title: "the same by the wider reading",
    covers: ["APP-06"],
    on,
    findings: appraisal(
      { members: [...graded(10, 4), { personId: "x", hasAttended: false }, { personId: "y", hasAttended: false }] },
      { readings: [{ ruleId: "APP-06", option: "appraised", ...own }] },
    ),
    expect: [],
  },
  {
    ruleId: "APP-07",
    title: "a grade for a probationary member",
    on,
    findings: appraisal({
      members: [...graded(9, 3), { personId: "x", isProbationary: true, hasAttended: true, grade: "qualified" }],
    }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "APP-08",
    title: "a member who was not told",
    on,
    findings: appraisal({ members: [{ personId: "x", hasAttended: true, grade: "qualified" }] }),
    expect: [{ due: null, status: "open" }],
  },
  {
    ruleId: "APP-09",
    title: "nine of ten took part, where 95 of 100 is the target",
    on,
    findings: appraisal(
      { members: [...graded(9, 3), { personId: "x", hasAttended: false }] },
      { overrides: [{ ruleId: "APP-09", limit: "members", value: 95, ...own }] },
    ),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "APP-10",
    title: "the committee was left out",
    on,
    findings: appraisal({ isCommitteeAppraised: false }),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "DIS-02",
    title: "six of seven groups in the catalogue",
    on,
    findings: disclosure({ items: wholeCatalogue.slice(0, 6) }),
    expect: [{ level: "attention" }],
  },
  { ruleId: "DIS-02", title: "a whole catalogue", on, findings: disclosure({}), expect: [] },
  {
    ruleId: "DIS-03",
    title: "approved without a review",
    on,
    findings: disclosure({ items: [{ ...item, steps: { proposed: "2026-10-08", approved: "2026-10-10" } }] }),
    expect: [{ level: "breach" }],
  },
  {
    ruleId: "DIS-04",
    title: "an item outside the catalogue",
    on,
    findings: disclosure({ items: [{ ...item, isInCatalogue: false, steps: { implemented: "2026-10-10" } }] }),
    expect: [{ level: "breach" }],
  },
  // Asked on Wednesday before the National Day; Thursday 8 and Friday 9 October and Saturday 10 (make-up) are the three days.
  {
    ruleId: "DIS-06",
    title: "three working days over the National Day",
    on,
    findings: disclosure({ requests: [{ id: "r1", requestedOn: "2026-09-30", answeredOn: "2026-10-10" }] }),
    expect: [{ due: "2026-10-10", status: "satisfied" }],
  },
  {
    ruleId: "DIS-06",
    title: "ten when extended",
    on,
    findings: disclosure({ requests: [{ id: "r1", requestedOn: "2026-11-06", isExtended: true }] }),
    expect: [{ due: "2026-11-20", status: "overdue" }],
  },
  {
    ruleId: "DIS-06",
    title: "every day counts in a year that is not announced",
    on: "2026-12-31",
    findings: disclosure({ requests: [{ id: "r1", requestedOn: "2026-12-31" }] }),
    expect: [{ due: "2027-01-03", status: "open" }],
  },
  {
    ruleId: "DIS-07",
    title: "outside first",
    on,
    findings: disclosure({ items: [{ ...item, outsideOn: "2026-10-08", insideOn: "2026-10-09" }] }),
    expect: [{ level: "breach" }],
  },
];
