import { Form, Input, Modal, Select } from "antd";
import type { StepWords } from "../../obligation/use-duties.ts";
import { useEvidenceChoices } from "../../obligation/use-evidence.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface TextDialogProps {
  readonly title: string;
  readonly organizationId: string;
  readonly about?: string;
  readonly label: string;
  readonly okText: string;
  readonly minimum: number;
  readonly missing: string;
  readonly hasDay: boolean;
  readonly hasActivity: boolean;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (words: StepWords) => void;
  readonly onClose: () => void;
}

interface Fields {
  readonly text: string;
  readonly on?: string;
  readonly activityId?: string;
}

/** Everything that is done about a duty is said in words, which stay with it. */
export function TextDialog(props: TextDialogProps) {
  const { title, about, label, okText, minimum, missing, hasDay, hasActivity, isSending, error, onSend, onClose } =
    props;
  const { cancel } = useTerms();
  const { texts, today } = useWords();
  const [form] = Form.useForm<Fields>();
  const activities = useEvidenceChoices(props.organizationId, hasActivity);
  const send = ({ text, on = "", activityId = "" }: Fields) =>
    onSend({ text: text.trim(), on, activityId: activityId || undefined });
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
      <Form
        form={form}
        layout="vertical"
        className="after-alert"
        initialValues={{ on: today, activityId: "" }}
        onFinish={send}
      >
        {hasDay && (
          <Form.Item name="on" label={texts.reportDay} rules={[{ required: true, message: texts.reportDayMissing }]}>
            <Input type="date" max={today} />
          </Form.Item>
        )}
        <Form.Item
          name="text"
          label={label}
          className="counted-field"
          rules={[
            { required: true, whitespace: true, message: missing },
            { min: minimum, message: missing },
          ]}
        >
          <Input.TextArea rows={4} maxLength={500} showCount />
        </Form.Item>
        {hasActivity && activities.length > 0 && (
          <Form.Item name="activityId" label={texts.activityEvidence}>
            <Select options={[{ value: "", label: texts.noActivity }, ...activities]} />
          </Form.Item>
        )}
      </Form>
      {error !== null && <ProblemAlert error={error} />}
    </Modal>
  );
}
