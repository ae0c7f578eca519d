import { App, Form, Modal } from "antd";
import type { ChosenRecipient } from "../../feedback/campaign-form.ts";
import { type Campaign, useCampaignChange } from "../../feedback/use-feedback.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { RecipientItems } from "./recipient-items.tsx";

/** Replaces who reads, for messages written from then on. */
export function RecipientsDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { campaigns } = useTermsOf(feedbackTerms);
  const { cancel } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ recipients: ChosenRecipient[] }>();
  const { campaignId, version, recipients } = campaign;
  const changing = useCampaignChange("POST /api/feedback/campaigns/{campaignId}/recipients", () => {
    message.success(campaigns.changed);
    onClose();
  });
  return (
    <Modal
      open
      title={campaigns.change}
      okText={campaigns.change}
      cancelText={cancel}
      confirmLoading={changing.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      width={680}
    >
      <p className="soft">{campaigns.changeHint}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ recipients }}
        onFinish={(body) => changing.mutate({ params: { campaignId }, body: { version, recipients: body.recipients } })}
      >
        <RecipientItems />
      </Form>
      {changing.error !== null && (
        <div className="dialog-messages">
          <ProblemAlert error={changing.error} />
        </div>
      )}
    </Modal>
  );
}
