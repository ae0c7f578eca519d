import { App, Form, Input, InputNumber, Modal, Radio } from "antd";
import { useMemo } from "react";
import { type CampaignInput, draftOfInput, initialInput } from "../../feedback/campaign-form.ts";
import { useCampaignChange } from "../../feedback/use-feedback.ts";
import { type Choice, choicesOf } from "../../organization/choices.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AccountSelect } from "./account-select.tsx";
import { QuestionItems } from "./question-items.tsx";
import { RecipientItems } from "./recipient-items.tsx";

interface CampaignDialogProps {
  readonly place: string;
  readonly choices: readonly Choice[];
  readonly onClose: () => void;
}

const aboutKinds = ["organization", "person", "topic"] as const;

/** Opens a round or a standing box. */
export function CampaignDialog({ place, choices, onClose }: CampaignDialogProps) {
  const { campaigns } = useTermsOf(feedbackTerms);
  const { cancel, optional } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<CampaignInput>();
  const kind = Form.useWatch("kind", form);
  const opening = useCampaignChange("POST /api/feedback/campaigns", ({ scopeName, eligible }) => {
    message.success(campaigns.opened(scopeName, eligible));
    onClose();
  });
  const required = [{ required: true, message: campaigns.required }];
  return (
    <Modal
      open
      title={campaigns.create}
      okText={campaigns.submit}
      cancelText={cancel}
      confirmLoading={opening.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      width={760}
    >
      <Form<CampaignInput>
        form={form}
        layout="vertical"
        initialValues={initialInput(place, todayOnCampus())}
        onFinish={(input) => opening.mutate({ body: draftOfInput(input) })}
        scrollToFirstError
      >
        <Form.Item name="kind" label={campaigns.kind}>
          <Radio.Group
            options={(["round", "standing"] as const).map((value) => ({ value, label: campaigns.kinds[value] }))}
          />
        </Form.Item>
        <Form.Item name="organizationId" label={campaigns.organization} rules={required}>
          <OrganizationSelect id="organizationId" choices={choices} />
        </Form.Item>
        <AboutItems />
        <Form.Item
          name="title"
          label={campaigns.name}
          rules={[{ required: true, min: 2, message: campaigns.required }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="introduction" label={campaigns.introduction + optional}>
          <Input.TextArea rows={2} maxLength={600} />
        </Form.Item>
        <div className="field-row">
          <Form.Item name="opensOn" label={campaigns.from} rules={required}>
            <Input type="date" />
          </Form.Item>
          {kind !== "standing" && (
            <Form.Item name="closesOn" label={campaigns.to} rules={required}>
              <Input type="date" />
            </Form.Item>
          )}
          <Form.Item name="tokensPerPerson" label={campaigns.tokens} rules={required}>
            <InputNumber min={1} max={5} precision={0} />
          </Form.Item>
          <Form.Item name="answerWithinDays" label={campaigns.within} rules={required}>
            <InputNumber min={1} max={60} precision={0} />
          </Form.Item>
        </div>
        <QuestionItems />
        <RecipientItems />
      </Form>
      {opening.error !== null && (
        <div className="dialog-messages">
          <ProblemAlert error={opening.error} />
        </div>
      )}
    </Modal>
  );
}

/** About an organisation, a person in office, or an open topic. */
function AboutItems() {
  const { campaigns } = useTermsOf(feedbackTerms);
  const { tree } = useOrganizations();
  const form = Form.useFormInstance<CampaignInput>();
  const aboutKind = Form.useWatch("aboutKind", form);
  const everywhere = useMemo(() => (tree ? choicesOf(tree, ({ status }) => status === "active") : []), [tree]);
  const required = [{ required: true, message: campaigns.required }];
  return (
    <>
      <Form.Item name="aboutKind" label={campaigns.about}>
        <Radio.Group options={aboutKinds.map((value) => ({ value, label: campaigns.aboutKinds[value] }))} />
      </Form.Item>
      {aboutKind === "organization" && (
        <Form.Item name="aboutOrganizationId" label={campaigns.aboutOrganization} rules={required}>
          <OrganizationSelect id="aboutOrganizationId" choices={everywhere} />
        </Form.Item>
      )}
      {aboutKind === "person" && (
        <Form.Item name="aboutAccountId" label={campaigns.aboutPerson} rules={required}>
          <AccountSelect />
        </Form.Item>
      )}
      <Form.Item name="aboutLabel" label={campaigns.aboutLabel} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
    </>
  );
}
