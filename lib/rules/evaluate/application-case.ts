import type { EditionId } from "../data/regulations.ts";
import type { ApplicationFacts, ApplicationStep, StepName, StepOf } from "../facts/application-facts.ts";
import { knownFacts, referTo } from "../facts/dated-fact.ts";
import type { FactReference, Subject } from "../finding.ts";
import type { RuleContext } from "../rule-context.ts";

/** An application as known on the day of the evaluation, with questions that the parts below ask of it. */
export interface ApplicationCase {
  readonly context: RuleContext;
  readonly facts: ApplicationFacts;
  readonly subject: Subject;
  readonly edition: EditionId | undefined;
  all<Name extends StepName>(name: Name): StepOf<Name>[];
  first<Name extends StepName>(name: Name): StepOf<Name> | null;
  last<Name extends StepName>(name: Name): StepOf<Name> | null;
  reference(name: StepName): FactReference | null;
}

export function applicationCase(context: RuleContext, facts: ApplicationFacts): ApplicationCase {
  const steps = knownFacts(facts.steps, context.on);
  const all = <Name extends StepName>(name: Name) =>
    steps.filter((step): step is ApplicationStep & StepOf<Name> => step.step === name);
  const first = <Name extends StepName>(name: Name) => all(name)[0] ?? null;
  return {
    context,
    facts,
    subject: { kind: "application", id: facts.id },
    edition: facts.edition,
    all,
    first,
    last: (name) => all(name).at(-1) ?? null,
    reference: (name) => stepReference(first(name)),
  };
}

export function stepReference(step: ApplicationStep | null): FactReference | null {
  return step && referTo(step.step, step);
}

/** The meeting that admitted the person: the first that passed. */
export function admissionMeeting(theCase: ApplicationCase): StepOf<"admission_meeting"> | null {
  return theCase.all("admission_meeting").find(({ isPassed }) => isPassed) ?? null;
}

/** The meeting that ended probation; null while it runs, also after an extension. */
export function finalConversionMeeting(theCase: ApplicationCase): StepOf<"conversion_meeting"> | null {
  return theCase.all("conversion_meeting").find(({ outcome }) => outcome !== "extend") ?? null;
}
