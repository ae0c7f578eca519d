import { useOrganizations } from "../organization/use-organizations.ts";
import { feedbackTerms } from "../terms/feedback.ts";
import { useTermsOf } from "../terms/language.tsx";
import type { FeedbackCase } from "./use-feedback.ts";

/** What was decided, by whom it is done and until when, and what came of it. */
export function ImprovementFacts({ improvement }: { improvement: NonNullable<FeedbackCase["improvement"]> }) {
  const { steps } = useTermsOf(feedbackTerms);
  const { tree } = useOrganizations();
  const { organizationId, measure, due, decidedOn, result, closedOn, isPublished } = improvement;
  return (
    <dl className="facts">
      <dt>{steps.measure}</dt>
      <dd>{measure}</dd>
      <dt>{steps.responsible}</dt>
      <dd>{tree?.find(organizationId)?.name ?? organizationId}</dd>
      <dt>{steps.due}</dt>
      <dd>
        {due} <span className="soft">{steps.decidedOn(decidedOn)}</span>
      </dd>
      {result !== null && (
        <>
          <dt>{steps.result}</dt>
          <dd>
            {result} <span className="soft">{closedOn !== null && steps.closedOn(closedOn)}</span>{" "}
            {isPublished && <span className="state state-good">{steps.published}</span>}
          </dd>
        </>
      )}
    </dl>
  );
}
