import { App, Form, Input } from "antd";
import { posts } from "../../../../lib/identity/post.ts";
import { fieldErrorsOf } from "../../api/describe-error.ts";
import { usePostAction } from "../../appointment/use-appointments.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { PostDialogFrame } from "./post-dialog-frame.tsx";
import type { PostDialogProps, PostValues, TaskOf } from "./post-task.ts";

export function EndPostDialog({ organization, task, onConfirmLogin, onClose }: PostDialogProps<TaskOf<"end">>) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<PostValues>();
  const { appointment } = task;
  const { appointmentId, post, holderName, version = 0 } = appointment;
  const action = usePostAction("POST /api/organizations/{organizationId}/appointments/{appointmentId}/end", () => {
    message.success(texts.ended(holderName));
    onClose();
  });
  const send = ({ lastDay = "" }: PostValues) =>
    action.send(
      { params: { organizationId: organization.organizationId, appointmentId }, body: { version, lastDay } },
      (error) => showFieldErrorsIn(form)(fieldErrorsOf(error, language)),
    );
  return (
    <PostDialogFrame
      title={texts.endTitle(posts[post][language], holderName)}
      submit={texts.confirmEnd}
      form={form}
      initialValues={{ lastDay: todayOnCampus(), ...task.values }}
      action={action}
      onSend={send}
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
