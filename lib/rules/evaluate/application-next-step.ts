import type { PlainDate } from "../calendar/plain-date.ts";
import { latestOf } from "../calendar/plain-date.ts";
import { type Explanation, explain } from "../explain.ts";
import type { StepName } from "../facts/application-facts.ts";
import type { FactReference } from "../finding.ts";
import type { RuleId } from "../rule.ts";
import { computeDate, ruleAt } from "../rule-context.ts";
import { type ApplicationCase, admissionMeeting, finalConversionMeeting, stepReference } from "./application-case.ts";
import { conversionDay, probationOf } from "./application-conversion.ts";
import {
  type Missing,
  missingForAdmission,
  missingForApproval,
  missingForConversion,
  missingForFile,
  missingForListing,
} from "./application-missing.ts";

/** The next legal step of an application: not before `earliest`, by `latest`, and what it still needs. */
export interface NextStep {
  readonly step: StepName;
  readonly earliest: PlainDate | null;
  readonly latest: PlainDate | null;
  readonly missing: readonly Missing[];
  readonly explanations: readonly Explanation[];
}

interface Window {
  readonly date: PlainDate;
  readonly explanation: Explanation;
}

function windowEdge(
  { context, edition }: ApplicationCase,
  cause: FactReference | null,
  { ruleId, limit, edge }: { ruleId: RuleId; limit: string; edge: "earliest" | "latest" },
): Window | null {
  const resolved = cause && ruleAt(context, ruleId, { on: cause.on, edition });
  if (!resolved) return null;
  // Careful both ways: the first day is not given too early, the last day not too late.
  const reading = edge === "earliest" ? "latest" : "earliest";
  const computed = computeDate(context, resolved, { limit, from: cause.on, reading });
  return { date: computed.date, explanation: explain(resolved, [computed.arithmetic], computed.warnings) };
}

function nextStepOf(
  step: StepName,
  missing: readonly Missing[],
  { from = [], by = [] }: { from?: readonly (Window | null)[]; by?: readonly (Window | null)[] },
): NextStep {
  const earliest = from.filter((edge) => edge !== null);
  const latest = by.filter((edge) => edge !== null);
  return {
    step,
    earliest: latestOf(earliest.map(({ date }) => date)),
    latest: latestOf(latest.map(({ date }) => date)),
    missing,
    explanations: [...earliest, ...latest].map(({ explanation }) => explanation),
  };
}

/** Null when nothing was received, or when the case is closed: filed, or probation cancelled. */
export function nextStep(theCase: ApplicationCase): NextStep | null {
  const { reference, first } = theCase;
  if (!first("application_received")) return null;
  if (reference("conversion_approved") && finalConversionMeeting(theCase)) return afterConversion(theCase);
  if (finalConversionMeeting(theCase)) return approvalOfConversion(theCase);
  if (reference("admission_approved")) return conversion(theCase);
  if (admissionMeeting(theCase)) return approvalOfAdmission(theCase);
  if (reference("target_listed")) return admission(theCase);
  if (reference("activist_decided")) return listing(theCase);
  return nextStepOf("activist_decided", talkMissing(theCase), {});
}

function talkMissing({ first }: ApplicationCase): Missing[] {
  if (first("talk_held")) return [];
  return [{ ruleId: "DEV-03", fact: "talk_held", what: { zh: "与入党申请人谈话", en: "talk with the applicant" } }];
}

function listing(theCase: ApplicationCase): NextStep {
  const { facts, reference } = theCase;
  const decided = reference("activist_decided");
  const since = facts.cultivatedSince ? { fact: "cultivated_since", on: facts.cultivatedSince } : decided;
  const from = [
    windowEdge(theCase, since, { ruleId: "DEV-10", limit: "shortest", edge: "earliest" }),
    windowEdge(theCase, reference("notice_started"), { ruleId: "DEV-13", limit: "shortest", edge: "earliest" }),
  ];
  return nextStepOf("target_listed", missingForListing(theCase), { from });
}

function admission(theCase: ApplicationCase): NextStep {
  const preReview = stepReference(theCase.last("pre_review_passed"));
  const by = [windowEdge(theCase, preReview, { ruleId: "DEV-20", limit: "within", edge: "latest" })];
  return nextStepOf("admission_meeting", missingForAdmission(theCase), { by });
}

function approvalOfAdmission(theCase: ApplicationCase): NextStep {
  const meeting = stepReference(admissionMeeting(theCase));
  const ruleId = theCase.first("approval_extended") ? "DEV-30" : "DEV-29";
  const by = [windowEdge(theCase, meeting, { ruleId, limit: "within", edge: "latest" })];
  return nextStepOf("admission_approved", missingForApproval(theCase), { by });
}

function conversion(theCase: ApplicationCase): NextStep {
  const probation = probationOf(theCase);
  const from = probation ? [conversionDay(probation)] : [];
  return nextStepOf("conversion_meeting", missingForConversion(theCase), { from });
}

function approvalOfConversion(theCase: ApplicationCase): NextStep {
  const meeting = stepReference(finalConversionMeeting(theCase));
  const by = [windowEdge(theCase, meeting, { ruleId: "DEV-39", limit: "within", edge: "latest" })];
  return nextStepOf("conversion_approved", [], { by });
}

function afterConversion(theCase: ApplicationCase): NextStep | null {
  const missing = missingForFile(theCase);
  if (finalConversionMeeting(theCase)?.outcome === "cancel" || missing.length === 0) return null;
  return nextStepOf("file_archived", missing, {});
}
