import type { Arithmetic } from "./arithmetic.ts";
import type { Bilingual } from "./bilingual.ts";
import { periodEnd, periodName, periodStart } from "./calendar/periods.ts";
import { addDays, type PlainDate } from "./calendar/plain-date.ts";
import type { EditionId } from "./data/regulations.ts";
import { explain } from "./explain.ts";
import { getLimit, type ResolvedRule } from "./find-rule.ts";
import { type FactReference, findingKey, type Obligation, type Subject, statusOf } from "./finding.ts";
import { holds } from "./limit.ts";
import type { RuleId } from "./rule.ts";
import { computeDate, type RuleContext, ruleAt } from "./rule-context.ts";
import { RuleError } from "./rule-error.ts";

/** What a finding is about: its rule, its subject, where wanted a stored edition and a text of its own. */
export interface About {
  readonly ruleId: RuleId;
  readonly subject: Subject;
  readonly edition?: EditionId | undefined;
  readonly message?: Bilingual;
}

interface Deadline extends About {
  readonly limit?: string;
  readonly cause: FactReference;
  /** -1: so long before the cause, as a reminder before the end of a term. */
  readonly sign?: 1 | -1;
  readonly done: FactReference | null;
}

/** What is due within a limit after (or before) its cause. A cause may lie ahead: the end of a term, of a stay. */
export function deadline(context: RuleContext, input: Deadline): Obligation | null {
  const { ruleId, subject, edition, limit = "within", cause, sign, done, message } = input;
  const resolved = ruleAt(context, ruleId, { on: cause.on, edition });
  if (!resolved) return null;
  const due = computeDate(context, resolved, { limit, from: cause.on, reading: "earliest", ...(sign ? { sign } : {}) });
  return {
    type: "obligation",
    key: findingKey(ruleId, subject, `${cause.fact}@${cause.on}`),
    ruleId,
    subject,
    what: message ?? resolved.statement,
    due: due.date,
    status: statusOf(due.date, done?.on ?? null, context.on),
    cause,
    satisfiedBy: done ? [done] : [],
    explanation: explain(resolved, [due.arithmetic], due.warnings),
  };
}

interface PromptDuty extends About {
  readonly cause: FactReference;
  readonly done: FactReference | null;
  /** Distinguishes several things that one rule asks for. */
  readonly part?: string;
}

/** What is owed after its cause without a number: open until done. */
export function promptDuty(context: RuleContext, input: PromptDuty): Obligation | null {
  const { ruleId, subject, edition, cause, done, message, part } = input;
  const resolved = ruleAt(context, ruleId, { on: cause.on, edition });
  if (!resolved) return null;
  return {
    type: "obligation",
    key: findingKey(ruleId, subject, `${cause.fact}@${cause.on}${part ? `/${part}` : ""}`),
    ruleId,
    subject,
    what: message ?? resolved.statement,
    due: null,
    status: statusOf(null, done?.on ?? null, context.on),
    cause,
    satisfiedBy: done ? [done] : [],
    explanation: explain(resolved, []),
  };
}

interface Rhythm extends About {
  readonly limit?: string;
  /** Earlier periods are not judged: records begin, or the organisation was set up, on this day. */
  readonly since: PlainDate;
  readonly facts: readonly FactReference[];
  /** What the facts count for; 1 each unless given (study hours). */
  readonly weight?: (fact: FactReference) => number;
  readonly part?: string;
}

function periodLimit(resolved: ResolvedRule, name: string) {
  const limit = getLimit(resolved, name);
  if (!limit.per)
    throw new RuleError("unknown_limit", `${resolved.rule.id} "${name}" names no period; see lib/rules/data`);
  return { ...limit, per: limit.per };
}

/** The facts that fill a period's number, in order of date; empty while they do not fill it. */
function filling(facts: readonly FactReference[], required: number, weight: (fact: FactReference) => number) {
  let sum = 0;
  const needed: FactReference[] = [];
  for (const fact of [...facts].sort((left, right) => left.on.localeCompare(right.on))) {
    if (sum >= required) break;
    sum += weight(fact);
    needed.push(fact);
  }
  return sum >= required ? needed : [];
}

function rhythmObligation(
  context: RuleContext,
  input: Rhythm,
  period: { first: PlainDate; resolved: ResolvedRule; limit: ReturnType<typeof periodLimit> },
): Obligation {
  const { ruleId, subject, facts, weight = () => 1, part, message } = input;
  const { first, resolved, limit } = period;
  const due = periodEnd(first, limit.per);
  const inPeriod = facts.filter(({ on }) => first <= on && on <= due);
  const done = inPeriod.reduce((sum, fact) => sum + weight(fact), 0);
  const satisfiedBy = filling(inPeriod, limit.value, weight);
  const isFull = limit.value === 0 || satisfiedBy.length > 0;
  const arithmetic: Arithmetic[] = [
    { kind: "period", from: addDays(first, -1), period: limit.per, result: due },
    { kind: "comparison", left: done, limit, isHeld: holds(done, limit) },
  ];
  return {
    type: "obligation",
    key: findingKey(ruleId, subject, `${periodName(first, limit.per)}${part ? `/${part}` : ""}`),
    ruleId,
    subject,
    what: message ?? resolved.statement,
    due,
    status: statusOf(due, isFull ? (satisfiedBy.at(-1)?.on ?? first) : null, context.on),
    cause: null,
    satisfiedBy,
    explanation: explain(resolved, arithmetic),
  };
}

/** What is owed once (or more) in every calendar period, from the first whole period on to the one of the evaluation. */
export function rhythm(context: RuleContext, input: Rhythm): Obligation[] {
  const { ruleId, edition, limit: name = "count", since } = input;
  const found: Obligation[] = [];
  let day = since;
  while (day <= context.on) {
    const resolved = ruleAt(context, ruleId, { on: day, edition });
    if (!resolved) return found;
    const limit = periodLimit(resolved, name);
    const first = periodStart(day, limit.per);
    if (first >= since) found.push(rhythmObligation(context, input, { first, resolved, limit }));
    day = addDays(periodEnd(day, limit.per), 1);
  }
  return found;
}

interface Interval extends About {
  readonly limit?: string;
  readonly start: FactReference;
  readonly repeats: readonly FactReference[];
  /** Nothing is owed after this day. */
  readonly until: PlainDate | null;
}

/** A thing to repeat before a time has passed since the last time. */
export function interval(context: RuleContext, input: Interval): (Obligation | null)[] {
  const { start, repeats, until, limit = "every", ...about } = input;
  const marks = [start, ...repeats.filter(({ on }) => on > start.on && (!until || on <= until))].sort((left, right) =>
    left.on.localeCompare(right.on),
  );
  return marks.map((cause, index) => {
    const done = marks[index + 1] ?? null;
    const owed = deadline(context, { ...about, limit, cause, done });
    return !done && until && owed?.due && owed.due > until ? null : owed;
  });
}
