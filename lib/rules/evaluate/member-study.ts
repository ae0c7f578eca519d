import { both } from "../bilingual.ts";
import { addPeriods } from "../calendar/periods.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { rhythm } from "../derive-obligation.ts";
import { explain } from "../explain.ts";
import { knownFacts, referTo } from "../facts/dated-fact.ts";
import type { MemberFacts } from "../facts/member-facts.ts";
import { getLimit } from "../find-rule.ts";
import { type FactReference, type Finding, findingKey, statusOf } from "../finding.ts";
import { type RuleContext, ruleAt } from "../rule-context.ts";

/** Study hours of the year, and the trainings of new members. */
export function memberStudy(context: RuleContext, facts: MemberFacts): (Finding | null)[] {
  const subject = { kind: "person", id: facts.id } as const;
  const study = knownFacts(facts.study, context.on);
  const hours = new Map(study.map(({ id, hours }) => [id, hours]));
  const references = study.map((record) => referTo("study", record));
  const weight = ({ id }: FactReference) => (id ? (hours.get(id) ?? 0) : 0);
  const yearly = { subject, since: facts.recordsSince, facts: references, weight, limit: "hours" } as const;
  const trainings = study.filter(({ isConcentratedTraining }) => isConcentratedTraining);
  const trained = trainings.map((record) => referTo("concentrated_training", record));
  const newMember = newMemberTrainings(context, facts, trained);
  if (!facts.isBranchCommitteeMember) return [...rhythm(context, { ...yearly, ruleId: "EDU-01" }), ...newMember];
  return [
    ...rhythm(context, { ...yearly, ruleId: "EDU-02", part: "hours" }),
    ...rhythm(context, {
      ruleId: "EDU-02",
      subject,
      since: facts.recordsSince,
      limit: "trainings",
      facts: trained,
      part: "trainings",
      message: both(
        "支部书记和委员每年参加集中培训",
        "yearly concentrated training of secretaries and committee members",
      ),
    }),
    ...newMember,
  ];
}

function newMemberTrainings(context: RuleContext, facts: MemberFacts, trained: readonly FactReference[]) {
  const { admittedOn, convertedOn } = facts;
  const probationEnd = convertedOn ?? addPeriods(admittedOn, 1, "year");
  const probation = { name: "probation", first: admittedOn, last: probationEnd };
  if (!convertedOn) return [training(context, facts, { ...probation, trained })];
  const firstYear = { name: "first_year", first: convertedOn, last: addPeriods(convertedOn, 1, "year") };
  return [probation, firstYear].map((period) => training(context, facts, { ...period, trained }));
}

/** One training within a period of a person's own; not judged for periods before the records. */
function training(
  context: RuleContext,
  { id, recordsSince }: MemberFacts,
  {
    name,
    first,
    last,
    trained,
  }: { name: string; first: PlainDate; last: PlainDate; trained: readonly FactReference[] },
): Finding | null {
  const resolved = first >= recordsSince && first <= context.on ? ruleAt(context, "EDU-05", { on: first }) : null;
  if (!resolved) return null;
  const limit = getLimit(resolved, "trainings");
  const done = trained.filter(({ on }) => first <= on && on <= last).slice(0, limit.value);
  const isDone = done.length >= limit.value;
  const subject = { kind: "person", id } as const;
  const cause = { fact: name, on: first };
  return {
    type: "obligation",
    key: findingKey("EDU-05", subject, `${name}@${first}`),
    ruleId: "EDU-05",
    subject,
    what: resolved.statement,
    due: last,
    status: statusOf(last, isDone ? (done.at(-1)?.on ?? null) : null, context.on),
    cause,
    satisfiedBy: isDone ? done : [],
    explanation: explain(resolved, [{ kind: "comparison", left: done.length, limit, isHeld: isDone }]),
  };
}
