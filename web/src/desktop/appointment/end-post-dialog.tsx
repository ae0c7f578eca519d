import { App, Form, Input } from "antd";
import type { PostDialogProps, PostValues, TaskOf } from "../../appointment/post-task.ts";
import { usePostForm, usePostFormTitle } from "../../appointment/use-post-form.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { PostDialogFrame } from "./post-dialog-frame.tsx";

export function EndPostDialog({ organization, task, onConfirmLogin, onClose }: PostDialogProps<TaskOf<"end">>) {
  const texts = useTermsOf(appointmentTerms);
  const { message } = App.useApp();
  const [form] = Form.useForm<PostValues>();
  const action = usePostForm({
    organization,
    task,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (text) => {
      message.success(text);
      onClose();
    },
  });
  return (
    <PostDialogFrame
      {...usePostFormTitle({ organization, task })}
      form={form}
      initialValues={{ lastDay: todayOnCampus(), ...task.values }}
      action={action}
      onSend={action.send}
      onConfirmLogin={() => onConfirmLogin({ ...task, values: form.getFieldsValue(true) })}
      onClose={onClose}
    >
      <p className="soft">{texts.endHint}</p>
      <Form.Item name="lastDay" label={texts.lastDay} required rules={[{ required: true, message: texts.chooseDay }]}>
        <Input type="date" />
      </Form.Item>
    </PostDialogFrame>
  );
}
