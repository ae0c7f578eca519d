import type { Arithmetic } from "../arithmetic.ts";
import { both } from "../bilingual.ts";
import { addMonths } from "../calendar/periods.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { bound, tooEarly, verdict } from "../derive-verdict.ts";
import { type Explanation, explain } from "../explain.ts";
import type { StepOf } from "../facts/application-facts.ts";
import type { ResolvedRule } from "../find-rule.ts";
import { type Finding, findingKey, statusOf } from "../finding.ts";
import { isAdopted } from "../policy.ts";
import { computeDate, ruleAt } from "../rule-context.ts";
import { type ApplicationCase, admissionMeeting, finalConversionMeeting, stepReference } from "./application-case.ts";

interface Probation {
  readonly admitted: StepOf<"admission_meeting">;
  readonly resolved: ResolvedRule;
  readonly regularEnd: PlainDate;
  readonly end: PlainDate;
  readonly isExtended: boolean;
  readonly figures: readonly Arithmetic[];
}

/** The end of probation, with the extension where one was decided; null before the admission. */
export function probationOf(theCase: ApplicationCase): Probation | null {
  const { context, edition, all } = theCase;
  const admitted = admissionMeeting(theCase);
  const resolved = admitted && ruleAt(context, "DEV-34", { on: admitted.on, edition });
  if (!resolved) return null;
  const regular = computeDate(context, resolved, { limit: "length", from: admitted.on, reading: "latest" });
  const extension = all("conversion_meeting").find(({ outcome }) => outcome === "extend");
  const months = extension?.extensionMonths ?? 0;
  const end = addMonths(regular.date, months);
  const added: Arithmetic = {
    kind: "sum",
    from: regular.date,
    count: months,
    unit: "month",
    reading: "latest",
    result: end,
  };
  const figures = months > 0 ? [regular.arithmetic, added] : [regular.arithmetic];
  return { admitted, resolved, regularEnd: regular.date, end, isExtended: extension !== undefined, figures };
}

/** The first day on which conversion may be decided. */
export function conversionDay(probation: Probation): { date: PlainDate; explanation: Explanation } {
  return { date: probation.end, explanation: explain(probation.resolved, probation.figures) };
}

/** When the end of probation has to be decided, what came too early, and whether an extension is of a legal length. */
export function applicationConversion(theCase: ApplicationCase): (Finding | null)[] {
  const probation = probationOf(theCase);
  if (!probation) return [];
  return [
    conversionDue(theCase, probation),
    ...extensions(theCase),
    ...premature(theCase, probation),
    lateApplication(theCase, probation),
  ];
}

/** Conversion is discussed in time at the end of probation; a transferred-in member's may be postponed (DEV-48). */
function conversionDue(theCase: ApplicationCase, { admitted, resolved, end, figures }: Probation): Finding {
  const { context, subject, edition, facts, first } = theCase;
  const moved = facts.isConversionPostponed ? first("probationary_transferred_in") : null;
  const postponed = moved && ruleAt(context, "DEV-48", { on: moved.on, edition });
  const latest = postponed && computeDate(context, postponed, { limit: "longest", from: end, reading: "earliest" });
  const basis = postponed ?? resolved;
  const due = latest?.date ?? end;
  const done = stepReference(finalConversionMeeting(theCase));
  return {
    type: "obligation",
    key: findingKey(basis.rule.id, subject, `admission_meeting@${admitted.on}/conversion`),
    ruleId: basis.rule.id,
    subject,
    what: both("预备期满讨论转正", "discuss conversion at the end of probation"),
    due,
    status: statusOf(due, done?.on ?? null, context.on),
    cause: stepReference(admitted),
    satisfiedBy: done ? [done] : [],
    explanation: explain(basis, latest ? [...figures, latest.arithmetic] : figures),
  };
}

function extensions({ context, subject, edition, all }: ApplicationCase): (Finding | null)[] {
  const extended = all("conversion_meeting").filter(({ outcome }) => outcome === "extend");
  const lengths = extended.flatMap((meeting) => {
    const at = { fact: meeting.step, on: meeting.on, id: meeting.id };
    const value = meeting.extensionMonths;
    if (value === undefined) return [];
    return ["shortest", "longest"].map((limit) =>
      bound(context, { ruleId: "DEV-35", subject, edition, limit, value, at }),
    );
  });
  return [...lengths, bound(context, { ruleId: "DEV-35", subject, edition, limit: "times", value: extended.length })];
}

/** Nobody is converted, and no extension is decided, before the time has run. A cancellation may come earlier. */
function premature(theCase: ApplicationCase, { admitted, resolved, end, figures, isExtended }: Probation) {
  const { context, subject, edition, all } = theCase;
  const cause = { fact: admitted.step, on: admitted.on, id: admitted.id };
  return all("conversion_meeting").map((meeting) => {
    const event = { fact: meeting.step, on: meeting.on, id: meeting.id };
    if (meeting.outcome === "cancel") return null;
    const about = { ruleId: "DEV-34", subject, edition } as const;
    if (meeting.outcome === "extend" || !isExtended)
      return tooEarly(context, { ...about, limit: "length", cause, event });
    if (meeting.on >= end) return null;
    const occasion = `${event.fact}@${event.on}`;
    return verdict(resolved, { ...about, occasion, about: [cause, event] }, { arithmetic: figures });
  });
}

/** A local limit: it binds only where the university adopted it. */
function lateApplication(
  { context, subject, edition, reference }: ApplicationCase,
  { end }: Probation,
): Finding | null {
  const applied = reference("conversion_applied");
  const limit = "daysBeforeProbationEnd";
  const resolved = ruleAt(context, "DEV-52", { on: context.on, edition });
  if (!applied || !resolved || !isAdopted(context.policy, { ruleId: "DEV-52", limit, on: applied.on })) return null;
  const latest = computeDate(context, resolved, { limit, from: end, sign: -1, reading: "earliest" });
  if (applied.on <= latest.date) return null;
  const message = both("转正申请提交过晚", "The conversion application came late");
  const judged = {
    ruleId: "DEV-52",
    subject,
    occasion: `${applied.fact}@${applied.on}`,
    about: [applied],
    message,
  } as const;
  return verdict(resolved, judged, { arithmetic: [latest.arithmetic] });
}
