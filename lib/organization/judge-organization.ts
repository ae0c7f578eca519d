import { arithmeticText } from "../rules/arithmetic.ts";
import { type Bilingual, both } from "../rules/bilingual.ts";
import { epochDay, type PlainDate } from "../rules/calendar/plain-date.ts";
import type { EditionId } from "../rules/data/regulations.ts";
import { getEdition, regulationOf } from "../rules/edition.ts";
import { evaluateOrganization } from "../rules/evaluate/evaluate-organization.ts";
import type { Explanation } from "../rules/explain.ts";
import type { OrganizationFacts } from "../rules/facts/organization-facts.ts";
import type { Evaluation, Obligation, Verdict } from "../rules/finding.ts";
import type { Policy } from "../rules/policy.ts";
import { ruleContext } from "../rules/rule-context.ts";
import {
  type ClockStep,
  type Finding,
  type FindingCode,
  findingCodes,
  type Mark,
  type Reason,
  type TermClock,
} from "./judgement.ts";
import type { Organization } from "./organization.ts";
import { ruleFactsOf, withOwnTerm } from "./rule-facts.ts";

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly clock: TermClock | null;
}

const nothing: Judgement = { findings: [], clock: null };

/**
 * What the rules say on a day about the numbers that an organisation carries in its own item: its size, its committee, its
 * term. What it does (meetings, lessons) is judged where it is recorded. No reads.
 */
export function judgeOrganization(organization: Organization, on: PlainDate, policy: Policy): Judgement {
  const facts = organization.status === "active" ? ruleFactsOf(organization, on) : undefined;
  if (facts === undefined) return nothing;
  const evaluation = evaluateOrganization(ruleContext(on, withOwnTerm(policy, organization, facts)), facts);
  const clock = clockOf(evaluation, facts);
  const findings = [...verdictsOf(evaluation, organization), ...electionDue(evaluation, clock)];
  return { findings: findings.sort((one, other) => rankOf(one) - rankOf(other)), clock };
}

export function marksOf({ findings }: Judgement): Mark[] {
  return findings.map(({ code, level }) => ({ code, level }));
}

function rankOf({ code }: Finding): number {
  return findingCodes.indexOf(code);
}

const messages: Readonly<Record<FindingCode, Bilingual>> = {
  term_expired: both("任期届满，尚未换届", "The term is over and nobody was elected anew"),
  election_due: both("临近届满，应着手换届", "The end of the term is near: prepare the re-election"),
  extension_too_long: both("延期换届超过一般幅度", "The re-election was put off further than is normal"),
  too_few_full_members: both("正式党员人数不足", "There are too few full members"),
  nobody_recorded: both(
    "尚未登记人员，请导入花名册或登记",
    "Nobody is recorded here yet: import a roster or register people",
  ),
  committee_missing: both(
    "正式党员已达设支委会的人数，尚未设支部委员会",
    "There are enough full members for a committee, and there is none",
  ),
  too_many_members: both("党员人数超过上限", "There are more members than is normal"),
};

/** The verdicts for which the item has the figures; those about who holds which post are not among them. */
function codeOf({ ruleId, subject, key }: Verdict, organization: Organization): FindingCode | undefined {
  const { committeeSize, memberCount, candidateCount } = organization;
  // A new branch whose roster is still to come is no branch that shrank.
  if (ruleId === "BR-01") return memberCount + candidateCount === 0 ? "nobody_recorded" : "too_few_full_members";
  if (ruleId === "BR-02" || ruleId === "UNI-12") return "too_many_members";
  if (ruleId === "BR-33") return "extension_too_long";
  // Before any post was recorded nobody knows whether there is a committee.
  if (ruleId === "BR-27") return committeeSize === null ? undefined : "committee_missing";
  return subject.kind === "term" && key.includes("/expired@") ? "term_expired" : undefined;
}

function verdictsOf({ verdicts }: Evaluation, organization: Organization): Finding[] {
  return verdicts.flatMap((verdict) => {
    const code = codeOf(verdict, organization);
    if (code === undefined) return [];
    const level = code === "nobody_recorded" ? "attention" : verdict.level;
    return [{ code, level, message: messages[code], reason: reasonOf(verdict.explanation) }];
  });
}

/** Steps before the election that are counted back from the end of the term. */
function noticesOf({ obligations }: Evaluation): (Obligation & { readonly due: PlainDate })[] {
  return obligations.filter((obligation): obligation is Obligation & { due: PlainDate } => {
    return obligation.cause?.fact === "term_ends" && obligation.due !== null;
  });
}

function clockOf(evaluation: Evaluation, { term }: OrganizationFacts): TermClock | null {
  const notices = noticesOf(evaluation);
  const endsOn = notices[0]?.cause?.on;
  if (term === undefined || endsOn === undefined) return null;
  const extendedTo = term.shiftedTo !== undefined && term.shiftedTo > endsOn ? term.shiftedTo : null;
  const until = extendedTo ?? endsOn;
  const isDue = notices.some(({ due }) => due <= evaluation.on);
  const steps = evaluation.obligations.flatMap((obligation): ClockStep[] => {
    const { subject, due, what, explanation } = obligation;
    return subject.kind === "term" && due !== null ? [{ what, on: due, reason: reasonOf(explanation) }] : [];
  });
  return {
    startedOn: term.startedOn,
    endsOn,
    extendedTo,
    state: evaluation.on > until ? "overdue" : isDue ? "due" : "running",
    daysLeft: epochDay(until) - epochDay(evaluation.on),
    steps: steps.sort((one, other) => one.on.localeCompare(other.on)),
  };
}

/** From the first step before the election on, until the term is over. */
function electionDue(evaluation: Evaluation, clock: TermClock | null): Finding[] {
  if (clock?.state !== "due") return [];
  const [first] = noticesOf(evaluation).sort((one, other) => one.due.localeCompare(other.due));
  if (first === undefined) return [];
  return [
    { code: "election_due", level: "attention", message: messages.election_due, reason: reasonOf(first.explanation) },
  ];
}

function reasonOf({ ruleId, citation, edition, arithmetic, overrides, warnings }: Explanation): Reason {
  return {
    ruleId,
    citation,
    edition: editionText(edition as EditionId),
    arithmetic: arithmetic.map(arithmeticText),
    overrides: [...overrides],
    warnings: [...warnings],
  };
}

function editionText(id: EditionId): Bilingual {
  const { title } = regulationOf(id);
  const { year, effectiveFrom } = getEdition(id);
  if (year === 0) return title;
  return both(`《${title.zh}》，${effectiveFrom} 起施行`, `${title.en}, in force since ${effectiveFrom}`);
}
