import { Button, Toast } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { mayBeResponsible } from "../../feedback/describe-case.ts";
import { ImprovementFacts } from "../../feedback/improvement-facts.tsx";
import { type Campaign, type FeedbackCase, useCaseStep } from "../../feedback/use-feedback.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ChoiceField } from "../choice-field.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";

interface StepProps {
  readonly campaign: Campaign;
  readonly one: FeedbackCase;
}

/** 整改: a measure of an organisation with a day, and later what came of it. */
export function ImprovementStep({ campaign, one }: StepProps) {
  const { steps } = useTermsOf(feedbackTerms);
  const { improvement } = one;
  return (
    <section className="card" aria-labelledby="improvement">
      <h2 id="improvement">{steps.improvement}</h2>
      {improvement === null ? (
        <Decide campaign={campaign} one={one} />
      ) : (
        <>
          <ImprovementFacts improvement={improvement} />
          {improvement.closedOn === null && <Conclude one={one} />}
        </>
      )}
    </section>
  );
}

function Decide({ campaign, one }: StepProps) {
  const { steps } = useTermsOf(feedbackTerms);
  const { tree } = useOrganizations();
  const { campaignId, commit, version } = one;
  const [measure, setMeasure] = useState("");
  const [organizationId, setOrganizationId] = useState(campaign.organizationId);
  const [due, setDue] = useState("");
  const deciding = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/improvement", () =>
    Toast.show({ content: steps.decided }),
  );
  const choices = (tree?.all ?? []).filter(mayBeResponsible(campaign));
  const decide = (event: FormEvent) => {
    event.preventDefault();
    deciding.mutate({ params: { campaignId, commit }, body: { organizationId, measure, due, version } });
  };
  return (
    <form onSubmit={decide}>
      <label className="field">
        <span>{steps.measure}</span>
        <textarea
          rows={3}
          required
          minLength={2}
          maxLength={500}
          value={measure}
          onChange={({ target }) => setMeasure(target.value)}
        />
        <span className="soft">{steps.measureHint}</span>
      </label>
      <ChoiceField
        label={steps.responsible}
        value={organizationId}
        options={choices.map((choice) => ({ value: choice.organizationId, label: choice.shortName }))}
        onChange={setOrganizationId}
      />
      <TextField label={steps.due} type="date" required value={due} onChange={setDue} />
      {deciding.error !== null && <Problem error={deciding.error} />}
      <Button block size="large" type="submit" disabled={deciding.isPending}>
        {steps.decide}
      </Button>
    </form>
  );
}

function Conclude({ one }: { one: FeedbackCase }) {
  const { steps } = useTermsOf(feedbackTerms);
  const { campaignId, commit, version } = one;
  const [result, setResult] = useState("");
  const [isPublished, setPublished] = useState(true);
  const recording = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/result", () =>
    Toast.show({ content: steps.recorded }),
  );
  const record = (event: FormEvent) => {
    event.preventDefault();
    recording.mutate({ params: { campaignId, commit }, body: { result, isPublished, version } });
  };
  return (
    <form onSubmit={record}>
      <label className="field">
        <span>{steps.result}</span>
        <textarea
          rows={3}
          required
          minLength={2}
          maxLength={500}
          value={result}
          onChange={({ target }) => setResult(target.value)}
        />
      </label>
      <label className="noted">
        <input type="checkbox" checked={isPublished} onChange={({ target }) => setPublished(target.checked)} />
        <span>{steps.publish}</span>
      </label>
      {recording.error !== null && <Problem error={recording.error} />}
      <Button block size="large" type="submit" disabled={recording.isPending}>
        {steps.record}
      </Button>
    </form>
  );
}
