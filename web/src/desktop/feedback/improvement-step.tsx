import { App, Button, Checkbox, Form, Input } from "antd";
import { useMemo } from "react";
import { mayBeResponsible } from "../../feedback/describe-case.ts";
import { ImprovementFacts } from "../../feedback/improvement-facts.tsx";
import { type Campaign, type FeedbackCase, useCaseStep } from "../../feedback/use-feedback.ts";
import { choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface StepProps {
  readonly campaign: Campaign;
  readonly one: FeedbackCase;
}

/** 整改: a measure of an organisation with a day, and later what came of it. */
export function ImprovementStep({ campaign, one }: StepProps) {
  const { steps } = useTermsOf(feedbackTerms);
  const { improvement } = one;
  return (
    <div className="case-step">
      <h3>{steps.improvement}</h3>
      {improvement === null ? (
        <Decide campaign={campaign} one={one} />
      ) : (
        <>
          <ImprovementFacts improvement={improvement} />
          {improvement.closedOn === null && <Conclude one={one} />}
        </>
      )}
    </div>
  );
}

interface Decision {
  readonly measure: string;
  readonly organizationId: string;
  readonly due: string;
}

function Decide({ campaign, one }: StepProps) {
  const { steps } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const { tree } = useOrganizations();
  const { campaignId, commit, version } = one;
  const deciding = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/improvement", () =>
    message.success(steps.decided),
  );
  const choices = useMemo(() => (tree ? choicesOf(tree, mayBeResponsible(campaign)) : []), [tree, campaign]);
  const required = [{ required: true, message: steps.required }];
  return (
    <Form<Decision>
      layout="vertical"
      initialValues={{ organizationId: campaign.organizationId }}
      onFinish={(body) => deciding.mutate({ params: { campaignId, commit }, body: { ...body, version } })}
    >
      <Form.Item name="measure" label={steps.measure} extra={steps.measureHint} rules={required}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="organizationId" label={steps.responsible} rules={required}>
          <OrganizationSelect id="organizationId" choices={choices} />
        </Form.Item>
        <Form.Item name="due" label={steps.due} rules={required}>
          <Input type="date" />
        </Form.Item>
      </div>
      {deciding.error !== null && <ProblemAlert error={deciding.error} />}
      <Button htmlType="submit" loading={deciding.isPending}>
        {steps.decide}
      </Button>
    </Form>
  );
}

interface Conclusion {
  readonly result: string;
  readonly isPublished: boolean;
}

function Conclude({ one }: { one: FeedbackCase }) {
  const { steps } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const { campaignId, commit, version } = one;
  const recording = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/result", () =>
    message.success(steps.recorded),
  );
  return (
    <Form<Conclusion>
      layout="vertical"
      initialValues={{ isPublished: true }}
      onFinish={(body) => recording.mutate({ params: { campaignId, commit }, body: { ...body, version } })}
    >
      <Form.Item name="result" label={steps.result} rules={[{ required: true, min: 2, message: steps.required }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="isPublished" valuePropName="checked">
        <Checkbox>{steps.publish}</Checkbox>
      </Form.Item>
      {recording.error !== null && <ProblemAlert error={recording.error} />}
      <Button htmlType="submit" loading={recording.isPending}>
        {steps.record}
      </Button>
    </Form>
  );
}
