import { App, Form, Input, Select } from "antd";
import { posts, postsAt } from "../../../../lib/identity/post.ts";
import { endOfTerm } from "../../appointment/days.ts";
import type { PostDialogProps, PostValues, TaskOf } from "../../appointment/post-task.ts";
import { usePostForm, usePostFormTitle } from "../../appointment/use-post-form.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { PersonSelect } from "./person-select.tsx";
import { PostDialogFrame } from "./post-dialog-frame.tsx";

export function BeginPostDialog(props: PostDialogProps<TaskOf<"appoint" | "replace">>) {
  const { organization, task, onConfirmLogin, onClose } = props;
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<PostValues>();
  const today = todayOnCampus();
  const end = endOfTerm(organization, today);
  const begin = usePostForm({
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
      initialValues={{ from: today, ...task.values }}
      action={begin}
      onSend={begin.send}
      onConfirmLogin={() => onConfirmLogin({ ...task, values: form.getFieldsValue(true) })}
      onClose={onClose}
    >
      {task.kind === "replace" && <p className="soft">{texts.replaceHint}</p>}
      {task.kind === "appoint" && (
        <Form.Item name="post" label={texts.post} required rules={[{ required: true, message: texts.choosePost }]}>
          <Select
            placeholder={texts.choosePost}
            options={postsAt(organization.kind, "committee").map((post) => ({
              value: post,
              label: posts[post][language],
            }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="personId"
        label={texts.person}
        required
        rules={[{ required: true, message: texts.choosePerson }]}
        extra={texts.personHint}
      >
        <PersonSelect />
      </Form.Item>
      <Form.Item name="from" label={texts.from} required rules={[{ required: true, message: texts.chooseDay }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="to"
        label={texts.to}
        extra={end === null ? texts.noTermHint : texts.termHint(formatDate(end, language))}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name="sourceDocument" label={texts.document}>
        <Input maxLength={80} placeholder={texts.documentPlaceholder} autoComplete="off" />
      </Form.Item>
    </PostDialogFrame>
  );
}
