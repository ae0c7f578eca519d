import { App, Form, Input, Modal } from "antd";
import { useTaskAssignment } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface Fields {
  readonly title: string;
  readonly note?: string;
  readonly due: string;
}

/** A task for the committee of an organisation, with a day. */
export function AssignDialog({ organizationId, onClose }: { organizationId: string; onClose: () => void }) {
  const { texts, today } = useWords();
  const { cancel } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const assignment = useTaskAssignment(() => {
    message.success(texts.assigned);
    onClose();
  });
  const assign = ({ title, note = "", due }: Fields) =>
    assignment.mutate({ params: { organizationId }, body: { title, note, due } });
  return (
    <Modal
      open
      title={texts.assign}
      okText={texts.assign}
      cancelText={cancel}
      confirmLoading={assignment.isPending}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={assign}>
        <Form.Item
          name="title"
          label={texts.taskTitle}
          rules={[{ required: true, whitespace: true, min: 2, message: texts.taskTitleMissing }]}
        >
          <Input maxLength={100} showCount />
        </Form.Item>
        <Form.Item name="due" label={texts.due} rules={[{ required: true, message: texts.dueMissing }]}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="note" label={texts.note}>
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </Form>
      {assignment.error !== null && <ProblemAlert error={assignment.error} />}
    </Modal>
  );
}
