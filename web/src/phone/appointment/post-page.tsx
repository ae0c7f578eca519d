import "./appointment.css";
import { Button, Form, Input, Toast } from "antd-mobile";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { posts, postsAt } from "../../../../lib/identity/post.ts";
import { endOfTerm } from "../../appointment/days.ts";
import type { PostTask, PostValues } from "../../appointment/post-task.ts";
import { useCurrentAppointments } from "../../appointment/use-appointments.ts";
import { usePostForm, usePostFormTitle } from "../../appointment/use-post-form.ts";
import { isFreshLoginWanted, useFreshLogin } from "../../auth/use-fresh-login.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { FreshLogin } from "../fresh-login.tsx";
import { MessagePage } from "../message-page.tsx";
import { showFieldErrorsIn } from "../organization/organization-form.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { PersonPick } from "./person-pick.tsx";

interface PostFormProps {
  readonly organization: Organization;
  readonly task: PostTask;
}

function PostForm({ organization, task }: PostFormProps) {
  const navigate = useNavigate();
  const [form] = Form.useForm();
  const address = `/organizations/${organization.organizationId}`;
  const login = useFreshLogin<PostValues>(`post/${organization.organizationId}/${task.kind}`);
  const [today] = useState(todayOnCampus);
  const { title, submit } = usePostFormTitle({ organization, task });
  const { error, isPending, send } = usePostForm({
    organization,
    task,
    showFieldErrors: showFieldErrorsIn(form),
    onDone: (text) => {
      Toast.show({ content: text, icon: "success" });
      navigate(address, { replace: true });
    },
  });
  return (
    <>
      <PageHeader title={title} up={address} />
      <Form
        form={form}
        layout="vertical"
        requiredMarkStyle="asterisk"
        initialValues={{ from: today, lastDay: today, ...login.resumed }}
        onFinish={send}
        footer={
          <>
            {isFreshLoginWanted(error) ? (
              <FreshLogin error={error} onConfirm={() => login.confirm(form.getFieldsValue(true))} />
            ) : (
              error != null && <Problem error={error} />
            )}
            <Button block type="submit" color="primary" size="large" loading={isPending}>
              {submit}
            </Button>
          </>
        }
      >
        {task.kind === "end" ? <EndFields /> : <BeginFields organization={organization} task={task} />}
      </Form>
    </>
  );
}

function EndFields() {
  const texts = useTermsOf(appointmentTerms);
  return (
    <>
      <p className="form-note">{texts.endHint}</p>
      <Form.Item name="lastDay" label={texts.lastDay} required rules={[{ required: true, message: texts.chooseDay }]}>
        <Input id="lastDay" type="date" />
      </Form.Item>
    </>
  );
}

function BeginFields({ organization, task }: PostFormProps) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const end = endOfTerm(organization, todayOnCampus());
  return (
    <>
      {task.kind === "replace" && <p className="form-note">{texts.replaceHint}</p>}
      {task.kind === "appoint" && (
        <Form.Item name="post" label={texts.post} required rules={[{ required: true, message: texts.choosePost }]}>
          <PostSelect organization={organization} />
        </Form.Item>
      )}
      <Form.Item
        name="personId"
        label={texts.person}
        required
        rules={[{ required: true, message: texts.choosePerson }]}
        description={texts.personHint}
      >
        <PersonPick id="personId" />
      </Form.Item>
      <Form.Item name="from" label={texts.from} required rules={[{ required: true, message: texts.chooseDay }]}>
        <Input id="from" type="date" />
      </Form.Item>
      <Form.Item
        name="to"
        label={texts.to}
        description={end === null ? texts.noTermHint : texts.termHint(formatDate(end, language))}
      >
        <Input id="to" type="date" />
      </Form.Item>
      <Form.Item name="sourceDocument" label={texts.document}>
        <Input id="sourceDocument" maxLength={80} placeholder={texts.documentPlaceholder} autoComplete="off" />
      </Form.Item>
    </>
  );
}

interface PostSelectProps {
  readonly organization: Organization;
  readonly value?: string;
  readonly onChange?: (event: React.ChangeEvent<HTMLSelectElement>) => void;
}

function PostSelect({ organization, value = "", onChange }: PostSelectProps) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  return (
    <select id="post" className="select" value={value} onChange={onChange}>
      <option value="">{texts.choosePost}</option>
      {postsAt(organization.kind, "committee").map((post) => (
        <option key={post} value={post}>
          {posts[post][language]}
        </option>
      ))}
    </select>
  );
}

/** The appointment of the address, as it stands now. */
function WithAppointment({ organization, kind }: { organization: Organization; kind: "replace" | "end" }) {
  const { appointmentId } = useParams();
  const { loading, notFound } = useTerms();
  const texts = useTermsOf(appointmentTerms);
  const { data, isError, error, refetch } = useCurrentAppointments(organization.organizationId);
  if (!data) return isError ? <Problem error={error} onRetry={() => refetch()} /> : <p role="status">{loading}</p>;
  const appointment = data.items.find((one) => one.appointmentId === appointmentId);
  if (appointment === undefined) return <MessagePage title={notFound.title} text={texts.isOver} />;
  return <PostForm organization={organization} task={{ kind, appointment }} />;
}

/** Appoints somebody to a post, replaces the holder, or ends an appointment. */
export function PostPage({ kind }: { kind: PostTask["kind"] }) {
  const { organizationId = "" } = useParams();
  const me = useCurrentPerson();
  const { loading, notFound, forbidden } = useTerms();
  const { tree, isError, error, refetch } = useOrganizations();
  if (!tree) return isError ? <Problem error={error} onRetry={() => refetch()} /> : <p role="status">{loading}</p>;
  const organization = tree.find(organizationId);
  if (!organization) return <MessagePage title={notFound.title} text={notFound.text} />;
  if (organization.status !== "active" || !mayAt(me, "appointment.manage", organization.path)) {
    return <MessagePage title={forbidden.title} text={forbidden.text} />;
  }
  return kind === "appoint" ? (
    <PostForm organization={organization} task={{ kind }} />
  ) : (
    <WithAppointment organization={organization} kind={kind} />
  );
}
