import { both } from "../bilingual.ts";
import { bound, verdict } from "../derive-verdict.ts";
import { type Explanation, explain } from "../explain.ts";
import { ElectionFacts, type ElectionFactsInput } from "../facts/election-facts.ts";
import { type BindingLimit, getLimit, type ResolvedRule } from "../find-rule.ts";
import type { FactReference, Subject, Verdict } from "../finding.ts";
import { holds } from "../limit.ts";
import { type RuleContext, ruleAt } from "../rule-context.ts";
import { RuleError } from "../rule-error.ts";

export interface JudgedElection {
  /** Enough electors, and no more ballots than electors present. */
  readonly isValid: boolean;
  /** By votes; empty when the election is not valid. */
  readonly elected: readonly string[];
  /** Equal votes at the last seat: a further ballot between them decides. */
  readonly tied: readonly string[];
  readonly explanations: readonly Explanation[];
  readonly verdicts: readonly Verdict[];
}

interface Ballot {
  readonly context: RuleContext;
  readonly facts: ElectionFacts;
  readonly subject: Subject;
  readonly at: FactReference;
}

/** Whether an election is valid and who is elected, under the reading of the majority that the university chose. */
export function judgeElection(context: RuleContext, input: ElectionFactsInput): JudgedElection {
  const facts = ElectionFacts.parse(input);
  const subject = { kind: "election", id: facts.id } as const;
  const ballot = { context, facts, subject, at: { fact: "election", on: facts.on, id: facts.id } };
  const { electorsDue, electorsPresent, ballotsReturned } = facts;
  const quorum = bound(context, {
    ruleId: "ELE-03",
    subject,
    limit: "quorum",
    value: electorsPresent,
    of: electorsDue,
    at: ballot.at,
  });
  const returned = bound(context, {
    ruleId: "ELE-10",
    subject,
    limit: "ballots",
    value: ballotsReturned,
    of: electorsPresent,
    at: ballot.at,
  });
  const majority = majorities(ballot);
  const isValid = !quorum && !returned;
  const { elected, tied } = isValid ? seated(facts, majority.passed) : { elected: [], tied: [] };
  const verdicts = [quorum, returned, ...formalities(ballot), ...majority.disputed].filter((found) => found !== null);
  return { isValid, elected, tied, explanations: majority.explanations, verdicts };
}

function formalities({ context, facts, subject, at }: Ballot): (Verdict | null)[] {
  const { candidates, seats, members, isByDelegates, ballotSupervisorIds, ineligibleIds } = facts;
  const standing = new Set(candidates.map(({ personId }) => personId));
  const supervising = new Set(ballotSupervisorIds.filter((id) => standing.has(id))).size;
  const ineligible = ruleAt(context, "ELE-02", { on: facts.on });
  const message = both("候选人不具有被选举权", "A candidate may not stand");
  return [
    isByDelegates ? bound(context, { ruleId: "ELE-01", subject, limit: "members", value: members, at }) : null,
    bound(context, { ruleId: "ELE-05", subject, limit: "surplus", value: standing.size - seats, of: seats, at }),
    bound(context, { ruleId: "ELE-07", subject, limit: "candidates", value: supervising, at }),
    ...[...new Set(ineligibleIds)]
      .filter((id) => standing.has(id))
      .map(
        (id) => ineligible && verdict(ineligible, { ruleId: "ELE-02", subject, occasion: id, message, about: [at] }),
      ),
  ];
}

/** Who has the majority under the chosen reading, and for whom the other reading says otherwise. */
function majorities(ballot: Ballot) {
  const { context, facts } = ballot;
  const resolved = ruleAt(context, "ELE-04", { on: facts.on });
  if (!resolved) throw new RuleError("unknown_rule", `ELE-04 is in no edition of ${facts.on}`);
  const limit = getLimit(resolved, "majority");
  const isPresent = resolved.reading === "present";
  const base = isPresent ? facts.electorsPresent : facts.electorsDue;
  const other = isPresent ? facts.electorsDue : facts.electorsPresent;
  const figures = facts.candidates.map(({ personId, yes }) => {
    const isHeld = holds(yes, limit, base);
    const arithmetic = { kind: "share", part: yes, whole: base, limit, isHeld } as const;
    return { personId, isHeld, arithmetic, isDisputed: holds(yes, limit, other) !== isHeld };
  });
  return {
    passed: new Set(figures.filter(({ isHeld }) => isHeld).map(({ personId }) => personId)),
    explanations: figures.map(({ arithmetic }) => explain(resolved, [arithmetic])),
    disputed: figures
      .filter(({ isDisputed }) => isDisputed)
      .map(({ personId, arithmetic }) => disputedVerdict(ballot, resolved, { personId, arithmetic, limit })),
  };
}

function disputedVerdict(
  { subject, at }: Ballot,
  resolved: ResolvedRule,
  {
    personId,
    arithmetic,
    limit,
  }: { personId: string; arithmetic: Explanation["arithmetic"][number]; limit: BindingLimit },
): Verdict {
  const message = both(
    "两种读法结果不同：按实到会与按应到会计算，是否过半数不一致",
    "The two readings differ: more than half of the electors present, not of those due",
  );
  const judged = { ruleId: "ELE-04", subject, occasion: `disputed/${personId}`, message, about: [at] } as const;
  return verdict(resolved, judged, { arithmetic: [arithmetic], limit });
}

function seated({ candidates, seats, ineligibleIds }: ElectionFacts, passed: ReadonlySet<string>) {
  const eligible = candidates.filter(({ personId }) => passed.has(personId) && !ineligibleIds.includes(personId));
  const byVotes = [...eligible].sort(
    (left, right) => right.yes - left.yes || left.personId.localeCompare(right.personId),
  );
  const last = byVotes[seats - 1]?.yes;
  const next = byVotes[seats]?.yes;
  const tiedVotes = last !== undefined && last === next ? last : null;
  return {
    elected: byVotes
      .slice(0, seats)
      .filter(({ yes }) => yes !== tiedVotes)
      .map(({ personId }) => personId),
    tied: byVotes.filter(({ yes }) => yes === tiedVotes).map(({ personId }) => personId),
  };
}
