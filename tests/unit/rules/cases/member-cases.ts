import { evaluateMember } from "../../../../lib/rules/evaluate/evaluate-member.ts";
import type { MemberFactsInput } from "../../../../lib/rules/facts/member-facts.ts";
import { definePolicy, type PolicyInput } from "../../../../lib/rules/policy.ts";
import { ruleContext } from "../../../../lib/rules/rule-context.ts";
import type { RuleCase } from "./rule-case.ts";

const member =
  (overrides: Partial<MemberFactsInput>, policy: PolicyInput = {}): NonNullable<RuleCase["findings"]> =>
  (on) => {
    const facts = {
      id: "p1",
      admittedOn: "2020-05-20",
      convertedOn: "2021-05-20",
      recordsSince: "2026-01-01",
      ...overrides,
    } as const;
    const { obligations, verdicts } = evaluateMember(ruleContext(on, definePolicy(policy)), facts);
    return [...obligations, ...verdicts];
  };

const study = [
  { id: "x", on: "2026-03-01", hours: 20 },
  { id: "y", on: "2026-06-01", hours: 11.5 },
] as const;
const out = { id: "t1", transferredOutOn: "2026-06-30", letterIssuedOn: "2026-06-30" } as const;
const on = "2026-11-21";

export const memberCases: readonly RuleCase[] = [
  {
    ruleId: "EDU-01",
    title: "thirty-one and a half hours are not thirty-two",
    on: "2027-01-01",
    findings: member({ study: [...study] }),
    expect: [
      { due: "2026-12-31", status: "overdue" },
      { due: "2027-12-31", status: "open" },
    ],
  },
  {
    ruleId: "EDU-01",
    title: "the half hour more",
    on: "2027-01-01",
    findings: member({ study: [...study, { id: "z", on: "2026-12-31", hours: 0.5 }] }),
    expect: [{ due: "2026-12-31", status: "satisfied" }, { status: "open" }],
  },
  {
    ruleId: "EDU-01",
    title: "none from a committee member",
    on,
    findings: member({ isBranchCommitteeMember: true }),
    expect: [],
  },
  {
    ruleId: "EDU-02",
    title: "a committee member owes fifty-six hours and a training",
    on,
    findings: member({ isBranchCommitteeMember: true, study: [{ id: "x", on: "2026-04-01", hours: 56 }] }),
    expect: [
      { key: "EDU-02/person/p1/2026/hours", status: "satisfied" },
      { key: "EDU-02/person/p1/2026/trainings", status: "open" },
    ],
  },
  {
    ruleId: "EDU-05",
    title: "a training in probation and one in the year after",
    on,
    findings: member({
      admittedOn: "2025-05-20",
      convertedOn: "2026-05-20",
      recordsSince: "2025-01-01",
      study: [{ id: "x", on: "2025-12-01", hours: 8, isConcentratedTraining: true }],
    }),
    expect: [
      { key: "EDU-05/person/p1/first_year@2026-05-20", due: "2027-05-20", status: "open" },
      { due: "2026-05-20", status: "satisfied" },
    ],
  },
  {
    ruleId: "EDU-07",
    title: "away since 31 August without a transfer",
    on: "2027-03-01",
    findings: member({ movedAwayOn: "2026-08-31" }),
    expect: [{ due: "2027-02-28", status: "overdue" }],
  },
  {
    ruleId: "EDU-15",
    title: "away and registered as mobile",
    on,
    findings: member({ movedAwayOn: "2026-08-31", isRegisteredMobile: true }),
    expect: [{ due: "2027-02-28", status: "satisfied" }],
  },
  {
    ruleId: "EDU-10",
    title: "a letter of ninety days",
    on,
    findings: member({ transfers: [out] }),
    expect: [{ due: "2026-09-28", status: "overdue" }],
  },
  {
    ruleId: "EDU-10",
    title: "a letter of thirty days by the university's setting",
    on,
    findings: member(
      { transfers: [{ ...out, receivedOn: "2026-07-30" }] },
      { overrides: [{ ruleId: "EDU-10", limit: "validity", value: 30, since: "2026-01-01", decidedBy: "x" }] },
    ),
    expect: [{ due: "2026-07-30", status: "satisfied" }],
  },
  {
    ruleId: "EDU-27",
    title: "the receipt goes back within a month",
    on,
    findings: member({ transfers: [{ ...out, receivedOn: "2026-08-31" }] }),
    expect: [{ due: "2026-09-30", status: "overdue" }],
  },
  {
    ruleId: "EDU-28",
    title: "a new letter for an expired one within six months",
    on,
    findings: member({ transfers: [out] }),
    expect: [{ due: "2026-12-30", status: "open" }],
  },
  {
    ruleId: "EDU-31",
    title: "not reported for six months",
    on: "2026-12-31",
    findings: member({ transfers: [out] }),
    expect: [{ due: "2026-12-30", status: "overdue" }],
  },
  {
    ruleId: "EDU-31",
    title: "received, nothing to handle",
    on: "2026-12-31",
    findings: member({ transfers: [{ ...out, receivedOn: "2026-07-10" }] }),
    expect: [],
  },
  {
    ruleId: "EDU-12",
    title: "a graduate stays two years",
    on,
    findings: member({ graduation: { graduatedOn: "2024-06-30" } }),
    expect: [{ due: "2026-06-30", status: "overdue" }],
  },
  {
    ruleId: "EDU-12",
    title: "and a third on application",
    on,
    findings: member({ graduation: { graduatedOn: "2024-06-30", isExtended: true } }),
    expect: [{ due: "2027-06-30", status: "open" }],
  },
  {
    ruleId: "EDU-13",
    title: "contact every six months abroad",
    on,
    findings: member({ abroad: { leftOn: "2025-08-31", contacts: [{ id: "c", on: "2026-02-28" }] } }),
    expect: [
      { key: "EDU-13/person/p1/contacted@2026-02-28", due: "2026-08-28", status: "overdue" },
      { due: "2026-02-28", status: "satisfied" },
    ],
  },
  {
    ruleId: "EDU-13",
    title: "none after the return",
    on,
    findings: member({ abroad: { leftOn: "2026-07-01", returnedOn: "2026-11-01" } }),
    expect: [],
  },
  {
    ruleId: "EDU-14",
    title: "five years abroad",
    on,
    findings: member({ abroad: { leftOn: "2021-11-21" } }),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "EDU-14",
    title: "a day less",
    on,
    findings: member({ abroad: { leftOn: "2021-11-22" } }),
    expect: [{ due: "2026-11-22", status: "open" }],
  },
  {
    ruleId: "EDU-30",
    title: "a graduate's relation kept for five years abroad",
    on,
    findings: member({ abroad: { leftOn: "2023-09-01", isGraduateKeptAtSchool: true } }),
    expect: [{ due: "2028-09-01", status: "open" }],
  },
  {
    ruleId: "EDU-35",
    title: "a report after three months, where adopted",
    on,
    findings: member(
      { abroad: { leftOn: "2026-08-20" } },
      { overrides: [{ ruleId: "EDU-35", limit: "report", value: 3, since: "2026-01-01", decidedBy: "x" }] },
    ),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "EDU-17",
    title: "no contact since the end of August",
    on: "2027-02-28",
    findings: member({ lastContactOn: "2026-08-31" }),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "EDU-17",
    title: "a day before six months",
    on: "2027-02-27",
    findings: member({ lastContactOn: "2026-08-31" }),
    expect: [{ due: "2027-02-28", status: "open" }],
  },
  {
    ruleId: "EDU-18",
    title: "two years after the suspension",
    on,
    findings: member({ lastContactOn: "2024-01-01", suspendedOn: "2024-11-21" }),
    expect: [{ level: "attention" }],
  },
  {
    ruleId: "EDU-20",
    title: "rectification within a year, ordered for longer",
    on,
    findings: member({ rectification: { orderedOn: "2026-03-01", until: "2027-03-02" } }),
    expect: [{ due: "2027-03-01", status: "open" }, { level: "breach" }],
  },
  {
    ruleId: "EDU-22",
    title: "half a year without taking part",
    on,
    findings: member({ lastParticipationOn: "2026-05-21" }),
    expect: [{ level: "attention" }],
  },
];
