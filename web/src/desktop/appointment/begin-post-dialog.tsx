import { App, Form, Input, Select } from "antd";
import { posts, postsAt } from "../../../../lib/identity/post.ts";
import { fieldErrorsOf } from "../../api/describe-error.ts";
import { endOfTerm } from "../../appointment/days.ts";
import { type Appointment, usePostAction } from "../../appointment/use-appointments.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { showFieldErrorsIn } from "../organization/show-field-errors.ts";
import { PersonSelect } from "./person-select.tsx";
import { PostDialogFrame } from "./post-dialog-frame.tsx";
import type { PostDialogProps, PostValues, TaskOf } from "./post-task.ts";

export function BeginPostDialog(props: PostDialogProps<TaskOf<"appoint" | "replace">>) {
  const { organization, task, onConfirmLogin, onClose } = props;
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const [form] = Form.useForm<PostValues>();
  const begin = useBegin(organization, task, onClose);
  const today = todayOnCampus();
  const end = endOfTerm(organization, today);
  const send = (values: PostValues) =>
    begin.send(values, (error) => showFieldErrorsIn(form)(fieldErrorsOf(error, language)));
  const title =
    task.kind === "appoint"
      ? texts.appointTitle(organization.shortName)
      : texts.replaceTitle(posts[task.appointment.post][language], task.appointment.holderName);
  return (
    <PostDialogFrame
      title={title}
      submit={task.kind === "appoint" ? texts.confirmAppoint : texts.confirmReplace}
      form={form}
      initialValues={{ from: today, ...task.values }}
      action={begin}
      onSend={send}
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

/** Appointing and replacing differ in the address only. */
function useBegin(organization: Organization, task: TaskOf<"appoint" | "replace">, onClose: () => void) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const done = ({ holderName, post }: Appointment) => {
    message.success(texts.appointed(holderName, posts[post][language]));
    onClose();
  };
  const appoint = usePostAction("POST /api/organizations/{organizationId}/appointments", done);
  const replace = usePostAction("POST /api/organizations/{organizationId}/appointments/{appointmentId}/replace", done);
  const { organizationId } = organization;
  const send = ({ post, personId, from = "", to, sourceDocument }: PostValues, onError: (error: Error) => void) => {
    const body = {
      personId: personId?.value ?? "",
      from,
      ...(to && { to }),
      ...(sourceDocument && { sourceDocument }),
    };
    if (task.kind === "replace") {
      const { appointmentId, version = 0 } = task.appointment;
      replace.send({ params: { organizationId, appointmentId }, body: { ...body, version } }, onError);
    } else if (post !== undefined) {
      appoint.send({ params: { organizationId }, body: { ...body, post } }, onError);
    }
  };
  const { error, isPending } = task.kind === "replace" ? replace : appoint;
  return { error, isPending, send };
}
