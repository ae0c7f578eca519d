import { Form, Input, Modal } from "antd";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface TextDialogProps {
  readonly title: string;
  readonly about?: string;
  readonly label: string;
  readonly okText: string;
  readonly minimum: number;
  readonly missing: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (text: string) => void;
  readonly onClose: () => void;
}

/** Everything that is done about a duty is said in words, which stay with it. */
export function TextDialog(props: TextDialogProps) {
  const { title, about, label, okText, minimum, missing, isSending, error, onSend, onClose } = props;
  const { cancel } = useTerms();
  const { texts } = useWords();
  const [form] = Form.useForm<{ text: string }>();
  return (
    <Modal
      open
      title={title}
      okText={isSending ? texts.saving : okText}
      cancelText={cancel}
      confirmLoading={isSending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {about !== undefined && <p className="soft">{about}</p>}
      <Form form={form} layout="vertical" className="after-alert" onFinish={({ text }) => onSend(text.trim())}>
        <Form.Item
          name="text"
          label={label}
          rules={[
            { required: true, whitespace: true, message: missing },
            { min: minimum, message: missing },
          ]}
        >
          <Input.TextArea rows={4} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
