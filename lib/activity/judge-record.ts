import { PlainDate } from "../rules/calendar/plain-date.ts";
import { judgeVote } from "../rules/evaluate/judge-vote.ts";
import { type Explanation, explain } from "../rules/explain.ts";
import { findRule } from "../rules/find-rule.ts";
import type { Policy } from "../rules/policy.ts";
import type { RuleId } from "../rules/rule.ts";
import { ruleContext } from "../rules/rule-context.ts";
import { AppError, type FieldError } from "../shared/errors.ts";
import type { StoredActivity } from "./activity.ts";
import { countAttendance } from "./attendance.ts";
import { kindOf } from "./kinds.ts";
import type { Attended } from "./list-attendance.ts";
import type { ActivityRecord, Explained, Judgement, RecordInput, VoteKind } from "./record.ts";
import { votersOf } from "./voters.ts";

/** A rule with the article behind it, and what the university set in its place, for a screen; null for none. */
export function explainRule(
  id: RuleId | null,
  { on, policy }: { readonly on: string; readonly policy: Policy },
): Explained | null {
  const rule = id === null ? null : findRule(id, { on: PlainDate.parse(on), acceptsEarlierCause: true, policy });
  if (rule === null) return null;
  const explanation = explain(rule, []);
  const own = explanation.overrides;
  const text = {
    zh: `${rule.statement.zh}${own.map(({ zh }) => `${zh}。`).join("")}`,
    en: `${rule.statement.en}${own.map(({ en }) => ` ${en}.`).join("")}`,
  };
  return { ...shown(explanation), text };
}

function shown({ ruleId, citation, text }: Explanation): Explained {
  return { ruleId, citation, text };
}

/** What a record is judged by, and who made it when. */
export interface RecordBasis extends Pick<ActivityRecord, "recordedAt" | "recordedBy"> {
  readonly people: readonly Attended[];
  readonly policy: Policy;
}

interface Ballot {
  readonly kind: VoteKind;
  readonly yes: number;
  readonly writtenYes?: number;
  readonly isSecret?: boolean;
}

function judge(activity: StoredActivity, ballot: Ballot, { people, policy }: RecordBasis): Judgement {
  const { due, present } = votersOf(people, ballot.kind);
  const on = PlainDate.parse(activity.day);
  const judged = judgeVote(ruleContext(on, policy), {
    ...ballot,
    subject: { kind: "meeting", id: activity.activityId },
    at: { fact: "meeting", on, id: activity.activityId },
    due,
    present,
  });
  const { isQuorate, isPassed, explanations, verdicts } = judged;
  return {
    due,
    present,
    isQuorate,
    isPassed,
    explanations: explanations.map(shown),
    faults: verdicts.map(({ explanation, message }) => ({ ...shown(explanation), text: message })),
  };
}

/** Whether a regulation speaks of a record: of most there is nothing to judge. */
export function isJudged({ kind }: StoredActivity, { resolutions }: RecordInput): boolean {
  return kindOf(kind).quorumRule !== null || resolutions.some(({ vote }) => vote !== null);
}

/**
 * The record with what the rules say of its votes. Who was due to vote and who was there is taken from the attendance;
 * without a quorum the record is kept, marked and explained. Throws `validation_failed` for counts that cannot be.
 */
export function judgeRecord(activity: StoredActivity, record: RecordInput, basis: RecordBasis): ActivityRecord {
  const { people, recordedAt, recordedBy } = basis;
  refuseImpossibleVotes(record, people);
  const { quorumRule } = kindOf(activity.kind);
  const meeting = quorumRule === "BR-13" ? "committee" : "ordinary";
  const quorum = quorumRule === null ? null : judge(activity, { kind: meeting, yes: 0 }, basis);
  return {
    ...record,
    resolutions: record.resolutions.map((resolution) => ({
      ...resolution,
      judgement: resolution.vote === null ? null : judge(activity, resolution.vote, basis),
    })),
    counts: countAttendance(people),
    // Of the meeting itself only the quorum is judged: nothing was voted on.
    quorum: quorum && { ...quorum, isPassed: null, explanations: quorum.explanations.slice(0, 1), faults: [] },
    recordedAt,
    recordedBy,
  };
}

function refuseImpossibleVotes({ resolutions }: RecordInput, people: readonly Attended[]): void {
  const errors = resolutions.flatMap(({ vote }, index): FieldError[] => {
    if (vote === null) return [];
    const { due, present } = votersOf(people, vote.kind);
    const field = `body.record.resolutions.${index}.vote`;
    const cast = vote.yes + vote.no + vote.abstain;
    if (cast > present) {
      const reason = {
        zh: `票数共${cast}张，到会有表决权的只有${present}人`,
        en: `${cast} votes, but ${present} voters were there`,
      };
      return [{ field, reason }];
    }
    if (vote.writtenYes <= (vote.kind === "admission" ? due - present : 0)) return [];
    const reason = {
      zh: "书面意见只用于接收和转正，且不能多于未到会人数",
      en: "Written opinions are for admissions and conversions, and not more than the voters who were away",
    };
    return [{ field: `${field}.writtenYes`, reason }];
  });
  if (errors.length > 0) throw new AppError("validation_failed", { errors });
}
