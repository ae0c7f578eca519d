import type { Bilingual } from "./bilingual.ts";
import type { PlainDate } from "./calendar/plain-date.ts";
import type { Explanation } from "./explain.ts";
import type { RuleId, SubjectKind } from "./rule.ts";

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** A dated fact by its name in the facts, with its id where it has one. */
export interface FactReference {
  readonly fact: string;
  readonly on: PlainDate;
  readonly id?: string;
}

/** `satisfied` in time, `late` when done after the day, `open` until the day, `overdue` after it. */
export type ObligationStatus = "satisfied" | "late" | "open" | "overdue";

/** Something that has to be done by a day. Never more than a reminder: an organisation decides what follows. */
export interface Obligation {
  readonly type: "obligation";
  /** The same facts give the same key, so that a store can keep one row per obligation. */
  readonly key: string;
  readonly ruleId: RuleId;
  readonly subject: Subject;
  readonly what: Bilingual;
  /** Null where the text says "promptly" or names no time. */
  readonly due: PlainDate | null;
  readonly status: ObligationStatus;
  readonly cause: FactReference | null;
  readonly satisfiedBy: readonly FactReference[];
  readonly explanation: Explanation;
}

/** `breach`: a binding number is broken; `attention`: a "normally", a local setting, or a thing to look at. */
export type VerdictLevel = "breach" | "attention";

export interface Verdict {
  readonly type: "verdict";
  readonly key: string;
  readonly ruleId: RuleId;
  readonly subject: Subject;
  readonly level: VerdictLevel;
  readonly message: Bilingual;
  readonly about: readonly FactReference[];
  readonly explanation: Explanation;
}

export type Finding = Obligation | Verdict;

export interface Evaluation {
  readonly on: PlainDate;
  readonly obligations: readonly Obligation[];
  readonly verdicts: readonly Verdict[];
}

/** Sorts findings by key and keeps one of each, so that neither order nor repetition of the facts shows. */
export function evaluation(on: PlainDate, findings: readonly (Finding | null)[]): Evaluation {
  const byKey = new Map(findings.filter((finding) => finding !== null).map((finding) => [finding.key, finding]));
  const sorted = [...byKey.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
  return {
    on,
    obligations: sorted.filter((finding) => finding.type === "obligation"),
    verdicts: sorted.filter((finding) => finding.type === "verdict"),
  };
}

export function findingKey(ruleId: RuleId, { kind, id }: Subject, occasion: string): string {
  return `${ruleId}/${kind}/${id}/${occasion}`;
}

export function statusOf(due: PlainDate | null, doneOn: PlainDate | null, on: PlainDate): ObligationStatus {
  if (doneOn) return due && doneOn > due ? "late" : "satisfied";
  return due && on > due ? "overdue" : "open";
}
