import { type Bilingual, both } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { deadline } from "../derive-obligation.ts";
import { verdict } from "../derive-verdict.ts";
import { explain } from "../explain.ts";
import { knownFacts, referTo } from "../facts/dated-fact.ts";
import type { OrganizationActivityKind, OrganizationFacts } from "../facts/organization-facts.ts";
import type { FactReference, Finding, Subject } from "../finding.ts";
import type { RuleId } from "../rule.ts";
import { computeDate, type RuleContext, ruleAt } from "../rule-context.ts";

/** Which rule sets the term: the special rule for universities goes before the general opinion on terms. */
export function termRule({
  kind,
  isDepartmentLevel,
  hasCommittee,
}: OrganizationFacts): { ruleId: RuleId; limit: string } | null {
  if (kind === "temporary_branch") return null;
  if (kind === "university_committee") return { ruleId: "UNI-03", limit: "length" };
  if (isDepartmentLevel) return { ruleId: "UNI-07", limit: "length" };
  if (kind === "grassroots_committee") return { ruleId: "ELE-13", limit: "committee" };
  if (kind === "general_branch") return { ruleId: "ELE-13", limit: "generalBranch" };
  return { ruleId: hasCommittee ? "BR-30" : "UNI-13", limit: hasCommittee ? "length" : "term" };
}

/**
 * The re-election clock: the election by the end of the term, the superior's reminder, the request, a moved election. A
 * term that an election ended keeps what was owed in it, in time or late.
 */
export function organizationTerm(context: RuleContext, facts: OrganizationFacts): (Finding | null)[] {
  const former = facts.formerTerms
    .filter(({ electedOn }) => facts.recordsSince <= electedOn && electedOn <= context.on)
    .flatMap(({ electedOn, ...term }) => {
      const activities = facts.activities.filter(({ on }) => on <= electedOn);
      return clockOf(context, { ...facts, term, activities }, { fact: "term_election", on: electedOn });
    })
    .filter((finding) => finding?.type === "obligation");
  const startedOn = facts.term?.startedOn;
  if (startedOn === undefined || startedOn > context.on) return former;
  return [...former, ...clockOf(context, facts, after(context, facts, { kind: "term_election", day: startedOn }))];
}

function clockOf(context: RuleContext, facts: OrganizationFacts, held: FactReference | null): (Finding | null)[] {
  const rule = termRule(facts);
  if (!rule || !facts.term) return [];
  const subject = { kind: "term", id: facts.id } as const;
  const { startedOn, shiftedTo, isShiftApproved } = facts.term;
  const started: FactReference = { fact: "term_started", on: startedOn };
  const election = deadline(context, {
    ...rule,
    subject,
    cause: started,
    done: held,
    message: both("换届选举", "term election"),
  });
  if (!election?.due) return [];
  const end: FactReference = { fact: "term_ends", on: election.due };
  const until = isShiftApproved && shiftedTo && shiftedTo > end.on ? shiftedTo : end.on;
  return [
    isShiftApproved && shiftedTo ? null : election,
    shiftedElection(context, facts, { subject, end, held }),
    ...notices(context, facts, { subject, end, started, held }),
    !held && context.on > until ? expired(context, { subject, rule, startedOn }) : null,
  ];
}

function after(
  context: RuleContext,
  facts: OrganizationFacts,
  { kind, day }: { kind: OrganizationActivityKind; day: PlainDate },
) {
  const done = knownFacts(facts.activities, context.on).find((activity) => activity.kind === kind && activity.on > day);
  return done ? referTo(kind, done) : null;
}

interface Clock {
  readonly subject: Subject;
  readonly end: FactReference;
  readonly held: FactReference | null;
}

function shiftedElection(
  context: RuleContext,
  { term }: OrganizationFacts,
  { subject, end, held }: Clock,
): Finding | null {
  if (!term?.shiftedTo) return null;
  const resolved = ruleAt(context, "BR-33", { on: term.startedOn });
  if (!resolved) return null;
  const { shiftedTo, isShiftApproved } = term;
  const sign = shiftedTo < end.on ? -1 : 1;
  const furthest = computeDate(context, resolved, { limit: "shift", from: end.on, sign, reading: "earliest" });
  const isTooFar = sign === 1 ? shiftedTo > furthest.date : shiftedTo < furthest.date;
  const figures = { arithmetic: [furthest.arithmetic], limit: furthest.limit };
  const judged = { ruleId: "BR-33", subject, about: [end, { fact: "term_shifted", on: shiftedTo }] } as const;
  if (!isShiftApproved) {
    const message = both("提前或延期换届未经上级批准", "The election is moved without the superior's approval");
    return verdict(resolved, { ...judged, occasion: `shift_unapproved@${shiftedTo}`, message });
  }
  if (isTooFar) return verdict(resolved, { ...judged, occasion: `shift_too_far@${shiftedTo}` }, figures);
  return {
    ...movedElection(context, { subject, shiftedTo, held }),
    explanation: explain(resolved, [furthest.arithmetic]),
  };
}

function movedElection(
  context: RuleContext,
  { subject, shiftedTo, held }: { subject: Subject; shiftedTo: PlainDate; held: FactReference | null },
) {
  const isLate = held ? held.on > shiftedTo : context.on > shiftedTo;
  return {
    type: "obligation",
    key: `BR-33/${subject.kind}/${subject.id}/term_shifted@${shiftedTo}`,
    ruleId: "BR-33",
    subject,
    what: both("换届选举（经批准调整时间）", "term election (moved with approval)"),
    due: shiftedTo,
    status: held ? (isLate ? "late" : "satisfied") : isLate ? "overdue" : "open",
    cause: { fact: "term_shifted", on: shiftedTo },
    satisfiedBy: held ? [held] : [],
  } as const;
}

/** Without a record they lose their point once the election has been held. */
function notices(
  context: RuleContext,
  facts: OrganizationFacts,
  { subject, end, started, held }: Clock & { started: FactReference },
) {
  const notice = (ruleId: RuleId, kind: OrganizationActivityKind, message: Bilingual) => {
    const done = after(context, facts, { kind, day: started.on });
    if (held && !done) return null;
    return deadline(context, { ruleId, subject, limit: "ahead", cause: end, sign: -1, done, message });
  };
  const reminder = both("上级提醒换届", "the superior's reminder of the term election");
  return [
    facts.kind === "branch" ? notice("BR-32", "term_reminder", reminder) : null,
    notice("ELE-14", "term_election_request", both("向上级请示换届", "request to the superior for the term election")),
  ];
}

/** The length is "normally" so long; to go on without an approved delay is a breach all the same. */
function expired(
  context: RuleContext,
  { subject, rule, startedOn }: { subject: Subject; rule: { ruleId: RuleId; limit: string }; startedOn: PlainDate },
) {
  const resolved = ruleAt(context, rule.ruleId, { on: startedOn });
  if (!resolved) return null;
  const end = computeDate(context, resolved, { limit: rule.limit, from: startedOn, reading: "earliest" });
  const message = both("任期届满，尚未换届", "The term has expired and no election was held");
  const about = [{ fact: "term_started", on: startedOn }];
  return verdict(
    resolved,
    { ruleId: rule.ruleId, subject, occasion: `expired@${end.date}`, about, message },
    { arithmetic: [end.arithmetic] },
  );
}
