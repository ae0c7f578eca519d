import { both } from "../bilingual.ts";
import { verdict } from "../derive-verdict.ts";
import type { StepName } from "../facts/application-facts.ts";
import type { Finding } from "../finding.ts";
import { ruleAt } from "../rule-context.ts";
import { type ApplicationCase, admissionMeeting, applicationCase, stepReference } from "./application-case.ts";
import {
  type Missing,
  missingForAdmission,
  missingForApproval,
  missingForConversion,
  missingForFile,
  missingForListing,
} from "./application-missing.ts";

const milestones: readonly (readonly [StepName, (theCase: ApplicationCase) => readonly Missing[]])[] = [
  ["target_listed", missingForListing],
  ["admission_approved", missingForApproval],
  ["conversion_meeting", missingForConversion],
  ["file_archived", missingForFile],
];

/** What a step that was taken should have had before it: judged by the facts as they were on that day. */
export function applicationSkipped(theCase: ApplicationCase): (Finding | null)[] {
  const taken = milestones.map(([name, missing]) => ({ step: theCase.first(name), missing }));
  const admitted = { step: admissionMeeting(theCase), missing: missingForAdmission };
  return [...taken, admitted].flatMap(({ step, missing }) => {
    const at = stepReference(step);
    if (!at) return [];
    const asOf = applicationCase({ ...theCase.context, on: at.on }, theCase.facts);
    return missing(asOf).map(({ ruleId, fact, what }) => {
      const resolved = ruleAt(theCase.context, ruleId, { on: at.on, edition: theCase.edition });
      const message = both(`缺：${what.zh}`, `Missing: ${what.en}`);
      const judged = { ruleId, subject: theCase.subject, occasion: `${at.fact}@${at.on}/missing/${fact}`, message };
      return resolved && verdict(resolved, { ...judged, about: [at] });
    });
  });
}
