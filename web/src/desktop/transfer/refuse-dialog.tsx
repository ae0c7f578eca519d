import { Form, Input, Modal } from "antd";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { transferTerms } from "../../terms/transfer.ts";
import { ProblemAlert } from "../problem-alert.tsx";

interface RefuseDialogProps {
  readonly name: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onRefuse: (reason: string) => void;
  readonly onClose: () => void;
}

/** A refusal has a reason; the other side sees it. */
export function RefuseDialog({ name, isSending, error, onRefuse, onClose }: RefuseDialogProps) {
  const texts = useTermsOf(transferTerms);
  const { cancel } = useTerms();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={texts.stepOf(texts.steps.refuse, name)}
      okText={texts.confirmRefuse}
      cancelText={cancel}
      confirmLoading={isSending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={({ reason }) => onRefuse(reason)}>
        <Form.Item
          name="reason"
          label={texts.reason}
          extra={texts.reasonHint}
          rules={[{ required: true, whitespace: true, message: texts.reason }]}
        >
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Form.Item>
      </Form>
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
