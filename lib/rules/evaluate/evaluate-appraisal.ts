import { both } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { promptDuty } from "../derive-obligation.ts";
import { bound, verdict } from "../derive-verdict.ts";
import { AppraisalFacts, type AppraisalFactsInput, appraisalSteps } from "../facts/appraisal-facts.ts";
import { getLimit } from "../find-rule.ts";
import { type Evaluation, evaluation, type Finding, type Subject } from "../finding.ts";
import { isAdopted } from "../policy.ts";
import { type RuleContext, ruleAt } from "../rule-context.ts";

type Member = AppraisalFacts["members"][number];

interface Session {
  readonly context: RuleContext;
  readonly facts: AppraisalFacts;
  readonly members: readonly Member[];
  readonly subject: Subject;
  readonly concludedOn: PlainDate | null;
}

/** The order of the steps, the share of "excellent", and what each member is owed. */
export function evaluateAppraisal(context: RuleContext, input: AppraisalFactsInput): Evaluation {
  const facts = AppraisalFacts.parse(input);
  const concluded = facts.steps.appraisal_conclusion;
  const session: Session = {
    context,
    facts,
    members: [...new Map(facts.members.map((member) => [member.personId, member])).values()],
    subject: { kind: "appraisal", id: facts.id },
    concludedOn: concluded && concluded <= context.on ? concluded : null,
  };
  return evaluation(context.on, [
    ...stepOrder(session),
    excellentShare(session),
    gradedProbationers(session),
    participation(session),
    ...(session.concludedOn ? [...conclusions(session, session.concludedOn)] : []),
  ]);
}

function stepOrder({ context, facts, subject }: Session): (Finding | null)[] {
  const taken = appraisalSteps.map((step) => ({ fact: step, on: facts.steps[step] }));
  return taken.map(({ fact, on }, index) => {
    const before = taken[index - 1];
    if (!on || on > context.on || !before || (before.on && before.on <= on)) return null;
    const resolved = ruleAt(context, "APP-02", { on });
    const message = both("评议步骤缺失或顺序颠倒", "A step of the appraisal is missing or out of order");
    return resolved && verdict(resolved, { ruleId: "APP-02", subject, occasion: fact, message, about: [{ fact, on }] });
  });
}

/** Full members to be appraised, or those who took part, as the university reads it (APP-06). */
function appraisedBase({ context, members }: Pick<Session, "context" | "members">): number {
  const reading = ruleAt(context, "APP-06", { on: context.on })?.reading;
  return members.filter(
    ({ isProbationary, hasAttended }) => !isProbationary && (reading === "appraised" || hasAttended),
  ).length;
}

function excellentShare(session: Session): Finding | null {
  const { context, members, subject } = session;
  const value = members.filter(({ grade, isProbationary }) => grade === "excellent" && !isProbationary).length;
  return bound(context, { ruleId: "APP-05", subject, limit: "excellent", value, of: appraisedBase(session) });
}

/** How many may be graded excellent: the share rounded down (APP-12), so that it is never passed. */
export function mostExcellent(context: RuleContext, full: readonly { readonly hasAttended: boolean }[]): number {
  const members = full.map(({ hasAttended }, index) => ({
    personId: String(index),
    isProbationary: false,
    hasAttended,
  }));
  const resolved = ruleAt(context, "APP-05", { on: context.on });
  if (!resolved || !ruleAt(context, "APP-12", { on: context.on })) return members.length;
  const { value, over = 1 } = getLimit(resolved, "excellent");
  return Math.floor((appraisedBase({ context, members }) * value) / over);
}

function gradedProbationers({ context, members, subject }: Session): Finding | null {
  const value = members.filter(({ grade, isProbationary }) => isProbationary && grade !== undefined).length;
  return bound(context, { ruleId: "APP-07", subject, limit: "graded", value });
}

/** A target of one university: it binds who adopted it. */
function participation({ context, members, subject }: Session): Finding | null {
  if (!isAdopted(context.policy, { ruleId: "APP-09", limit: "members", on: context.on })) return null;
  const value = members.filter(({ hasAttended }) => hasAttended).length;
  return bound(context, { ruleId: "APP-09", subject, limit: "members", value, of: members.length });
}

function conclusions({ context, facts, members, subject }: Session, concludedOn: PlainDate): (Finding | null)[] {
  const cause = { fact: "appraisal_conclusion", on: concludedOn };
  const told = members
    .filter(({ grade }) => grade !== undefined)
    .map(({ personId, toldOn }) => {
      const done = toldOn && toldOn <= context.on ? { fact: "told", on: toldOn } : null;
      return promptDuty(context, { ruleId: "APP-08", subject, cause, done, part: personId });
    });
  const committee = ruleAt(context, "APP-10", { on: concludedOn });
  const message = both("未同时评议支部班子", "The branch committee was not appraised");
  const judged = { ruleId: "APP-10", subject, occasion: "committee", message } as const;
  const missing = facts.isCommitteeAppraised || !committee ? null : verdict(committee, judged);
  return [...told, missing && { ...missing, level: "attention" as const }];
}
