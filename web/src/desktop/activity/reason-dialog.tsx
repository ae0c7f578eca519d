import { Form, Input, Modal } from "antd";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface ReasonDialogProps {
  readonly step: "cancel" | "giveBack";
  readonly title: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
}

/** A step that others have to understand takes a reason. */
export function ReasonDialog({ step, title, isSending, error, onSend, onClose }: ReasonDialogProps) {
  const { reasons, steps } = useTermsOf(activityStepTerms);
  const { cancel } = useTerms();
  const [form] = Form.useForm<{ reason: string }>();
  const hints = { cancel: reasons.cancelHint, giveBack: reasons.giveBackHint };
  return (
    <Modal
      open
      title={`${steps[step]}：${title}`}
      okText={steps[step]}
      cancelText={cancel}
      confirmLoading={isSending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={({ reason }) => onSend(reason)}>
        <Form.Item
          name="reason"
          label={reasons[step]}
          extra={hints[step]}
          className="counted-field"
          rules={[{ required: true, whitespace: true, min: 2, message: reasons[step] }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
