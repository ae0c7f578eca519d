import { App, Form, Input, Modal, Select } from "antd";
import { type Duty, useTaskAssignment } from "../../obligation/use-duties.ts";
import { useTaskChoices } from "../../obligation/use-task-form.ts";
import { useWords } from "../../obligation/use-words.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useTerms } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

interface Fields {
  readonly title: string;
  readonly note?: string;
  readonly due: string;
  readonly responsibleAccountId?: string;
  readonly parentId?: string;
}

interface AssignDialogProps {
  readonly organization: Organization;
  /** Those that are listed: a task may be a part of one of them. */
  readonly duties: readonly Duty[];
  readonly onClose: () => void;
}

/** A task for an organisation, with a day, somebody responsible, and the task of which it is a part. */
export function AssignDialog({ organization: { organizationId }, duties, onClose }: AssignDialogProps) {
  const { texts, today } = useWords();
  const { cancel, optional } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const { people, tasks } = useTaskChoices(organizationId, duties);
  const parentId = Form.useWatch("parentId", form);
  const latest = tasks.find(({ value }) => value === parentId)?.due ?? undefined;
  const assignment = useTaskAssignment(() => {
    message.success(texts.assigned);
    onClose();
  });
  const assign = ({ title, note = "", due, responsibleAccountId = "", parentId: whole = "" }: Fields) =>
    assignment.mutate({
      params: { organizationId },
      body: { title, note, due, responsibleAccountId: responsibleAccountId || null, parentId: whole || null },
    });
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
      <Form form={form} layout="vertical" onFinish={assign} initialValues={{ responsibleAccountId: "", parentId: "" }}>
        <Form.Item
          name="title"
          label={texts.taskTitle}
          rules={[{ required: true, whitespace: true, min: 2, message: texts.taskTitleMissing }]}
        >
          <Input maxLength={100} showCount />
        </Form.Item>
        <Form.Item name="due" label={texts.due} rules={[{ required: true, message: texts.dueMissing }]}>
          <Input type="date" min={today} max={latest} />
        </Form.Item>
        <Form.Item name="responsibleAccountId" label={texts.responsible}>
          <Select options={[{ value: "", label: texts.committeeTogether }, ...people]} />
        </Form.Item>
        {tasks.length > 0 && (
          <Form.Item name="parentId" label={texts.parentTask}>
            <Select options={[{ value: "", label: texts.noParent }, ...tasks]} />
          </Form.Item>
        )}
        <Form.Item name="note" label={texts.note + optional} className="counted-field">
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
      </Form>
      {assignment.error !== null && <ProblemAlert error={assignment.error} />}
    </Modal>
  );
}
