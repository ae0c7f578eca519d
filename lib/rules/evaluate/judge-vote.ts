import { both } from "../bilingual.ts";
import type { EditionId } from "../data/regulations.ts";
import { verdict } from "../derive-verdict.ts";
import { type Explanation, explain } from "../explain.ts";
import { getLimit } from "../find-rule.ts";
import type { FactReference, Subject, Verdict } from "../finding.ts";
import { holds } from "../limit.ts";
import type { RuleId } from "../rule.ts";
import { type RuleContext, ruleAt } from "../rule-context.ts";
import { RuleError } from "../rule-error.ts";

/**
 * Quorum and majority differ by what is voted on: an ordinary matter needs half of the voting members, an admission or
 * conversion more than half, a committee half of its own members.
 */
const voteRules = {
  ordinary: { quorum: "BR-10", majority: "BR-11" },
  admission: { quorum: "DEV-21", majority: "DEV-22" },
  committee: { quorum: "BR-13", majority: null },
} as const satisfies Record<string, { quorum: RuleId; majority: RuleId | null }>;

export interface Vote {
  readonly kind: keyof typeof voteRules;
  readonly subject: Subject;
  readonly edition?: EditionId | undefined;
  readonly at: FactReference;
  /** Voting members due to attend, and those present. */
  readonly due: number;
  readonly present: number;
  /** Yes votes cast in the meeting, and by formal written opinion of absent members (admission only). */
  readonly yes: number;
  readonly writtenYes?: number;
  readonly isSecret?: boolean;
}

export interface JudgedVote {
  readonly isQuorate: boolean;
  /** Null where the rules name no majority (a committee). */
  readonly isPassed: boolean | null;
  readonly explanations: readonly Explanation[];
  readonly verdicts: readonly Verdict[];
}

function refuseImpossible({ due, present, yes, writtenYes = 0 }: Vote): void {
  if (present > due) throw new RuleError("fact_refused", `${present} present of ${due} due`);
  if (yes > present) throw new RuleError("fact_refused", `${yes} yes votes of ${present} present`);
  if (writtenYes > due - present)
    throw new RuleError("fact_refused", `${writtenYes} written votes of ${due - present} absent`);
}

function judgeShare(
  context: RuleContext,
  vote: Vote,
  { ruleId, limit: name, part }: { ruleId: RuleId; limit: string; part: number },
) {
  const resolved = ruleAt(context, ruleId, { on: vote.at.on, edition: vote.edition });
  if (!resolved) throw new RuleError("unknown_rule", `${ruleId} is in no edition of ${vote.at.on}`);
  const limit = getLimit(resolved, name);
  const isHeld = holds(part, limit, vote.due);
  const arithmetic = [{ kind: "share", part, whole: vote.due, limit, isHeld }] as const;
  const about = {
    ruleId,
    subject: vote.subject,
    occasion: `${name}@${vote.at.on}/${vote.at.id ?? ""}`,
    about: [vote.at],
  };
  return {
    isHeld,
    explanation: explain(resolved, arithmetic),
    verdict: isHeld ? null : verdict(resolved, about, { arithmetic, limit }),
  };
}

/** Whether a vote is valid and passed, both of the voting members due. Refuses counts that cannot be. */
export function judgeVote(context: RuleContext, vote: Vote): JudgedVote {
  refuseImpossible(vote);
  const rules = voteRules[vote.kind];
  const quorum = judgeShare(context, vote, { ruleId: rules.quorum, limit: "quorum", part: vote.present });
  const yes = vote.yes + (vote.kind === "admission" ? (vote.writtenYes ?? 0) : 0);
  const majority =
    rules.majority && judgeShare(context, vote, { ruleId: rules.majority, limit: "majority", part: yes });
  return {
    isQuorate: quorum.isHeld,
    isPassed: majority && quorum.isHeld && majority.isHeld,
    explanations: [quorum.explanation, ...(majority ? [majority.explanation] : [])],
    verdicts: [quorum.verdict, majority?.verdict ?? null, openBallot(context, vote)].filter((found) => found !== null),
  };
}

function openBallot(context: RuleContext, { kind, isSecret = true, subject, edition, at }: Vote): Verdict | null {
  const resolved = kind === "admission" && !isSecret ? ruleAt(context, "DEV-23", { on: at.on, edition }) : null;
  const message = both("未采取无记名投票", "The ballot was not secret");
  return (
    resolved &&
    verdict(resolved, { ruleId: "DEV-23", subject, occasion: `secret@${at.on}/${at.id ?? ""}`, about: [at], message })
  );
}
