import { posts } from "../../../lib/identity/post.ts";
import { fieldErrorsOf } from "../api/describe-error.ts";
import type { Organization } from "../organization/organization-rules.ts";
import { appointmentTerms } from "../terms/appointment.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import type { PostTask, PostValues } from "./post-task.ts";
import { type Appointment, usePostAction } from "./use-appointments.ts";

interface PostFormOptions {
  readonly organization: Organization;
  readonly task: PostTask;
  readonly showFieldErrors: (errors: { name: string; reason: string }[]) => void;
  /** With the sentence that says what was done. */
  readonly onDone: (text: string) => void;
}

/** Sending what a form about a post says: appointing, replacing or ending; the same in both shells. */
export function usePostForm({ organization: { organizationId }, task, showFieldErrors, onDone }: PostFormOptions) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const begun = ({ holderName, post }: Appointment) => onDone(texts.appointed(holderName, posts[post][language]));
  const appoint = usePostAction("POST /api/organizations/{organizationId}/appointments", begun);
  const replace = usePostAction("POST /api/organizations/{organizationId}/appointments/{appointmentId}/replace", begun);
  const end = usePostAction("POST /api/organizations/{organizationId}/appointments/{appointmentId}/end", (ended) =>
    onDone(texts.ended(ended.holderName)),
  );
  const onError = (error: Error) => showFieldErrors(fieldErrorsOf(error, language));
  const send = (values: PostValues) => {
    if (task.kind === "appoint") {
      if (values.post === undefined) return;
      appoint.send({ params: { organizationId }, body: { ...beginningOf(values), post: values.post } }, onError);
      return;
    }
    const { appointmentId, version = 0 } = task.appointment;
    const params = { organizationId, appointmentId };
    if (task.kind === "replace") replace.send({ params, body: { ...beginningOf(values), version } }, onError);
    else end.send({ params, body: { version, lastDay: values.lastDay ?? "" } }, onError);
  };
  const { error, isPending } = { appoint, replace, end }[task.kind];
  return { error, isPending, send };
}

function beginningOf({ personId, from = "", to, sourceDocument }: PostValues) {
  return {
    personId: personId?.value ?? "",
    from,
    ...(to && { to }),
    ...(sourceDocument && { sourceDocument }),
  };
}

/** What a form about a post is called, and its button. */
export function usePostFormTitle({ organization, task }: Pick<PostFormOptions, "organization" | "task">) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  if (task.kind === "appoint") {
    return { title: texts.appointTitle(organization.shortName), submit: texts.confirmAppoint };
  }
  const { post, holderName } = task.appointment;
  return task.kind === "replace"
    ? { title: texts.replaceTitle(posts[post][language], holderName), submit: texts.confirmReplace }
    : { title: texts.endTitle(posts[post][language], holderName), submit: texts.confirmEnd };
}
