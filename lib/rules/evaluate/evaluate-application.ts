import { ApplicationFacts, type ApplicationFactsInput } from "../facts/application-facts.ts";
import { type Evaluation, evaluation } from "../finding.ts";
import type { RuleContext } from "../rule-context.ts";
import { applicationAdmission } from "./application-admission.ts";
import { applicationCase } from "./application-case.ts";
import { applicationConversion } from "./application-conversion.ts";
import { applicationDeadlines } from "./application-deadlines.ts";
import { applicationListing } from "./application-listing.ts";
import { type NextStep, nextStep } from "./application-next-step.ts";
import { applicationSkipped } from "./application-skipped.ts";

export interface ApplicationEvaluation extends Evaluation {
  readonly next: NextStep | null;
}

/** Where an application stands on a day: what is owed, what offends a rule, and the next legal step. */
export function evaluateApplication(context: RuleContext, input: ApplicationFactsInput): ApplicationEvaluation {
  const theCase = applicationCase(context, ApplicationFacts.parse(input));
  const findings = [
    ...applicationDeadlines(theCase),
    ...applicationListing(theCase),
    ...applicationAdmission(theCase),
    ...applicationConversion(theCase),
    ...applicationSkipped(theCase),
  ];
  return { ...evaluation(context.on, findings), next: nextStep(theCase) };
}
