import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { posts, postsAt } from "../../../../lib/identity/post.ts";
import type { PostDialogProps, PostTask } from "../../appointment/post-task.ts";
import { type Appointment, markOf, useCurrentAppointments } from "../../appointment/use-appointments.ts";
import { useFreshLogin } from "../../auth/use-fresh-login.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";
import { BeginPostDialog } from "./begin-post-dialog.tsx";
import { EndPostDialog } from "./end-post-dialog.tsx";
import { PastAppointments } from "./past-appointments.tsx";

/** Who holds the posts of an organisation, and for those who may: appoint, replace, end. */
export function OrganizationAppointments({ organization }: { organization: Organization }) {
  const texts = useTermsOf(appointmentTerms);
  const me = useCurrentPerson();
  const { organizationId, path, status, kind } = organization;
  const mayManage = status === "active" && mayAt(me, "appointment.manage", path);
  const freshLogin = useFreshLogin<PostTask>(`appointment/${organizationId}`);
  const [task, setTask] = useState<PostTask | undefined>(freshLogin.resumed);
  if (!mayAt(me, "appointment.read", path) || postsAt(kind, "committee").length === 0) return null;
  return (
    <section aria-labelledby="appointments" className="appointments">
      <div className="section-head">
        <h3 id="appointments">{texts.title}</h3>
        {mayManage && <Button onClick={() => setTask({ kind: "appoint" })}>{texts.appoint}</Button>}
      </div>
      <Current organizationId={organizationId} mayManage={mayManage} onAct={setTask} />
      {mayAt(me, "person.record", path) && <PastAppointments organizationId={organizationId} />}
      {task && (
        <PostDialog
          organization={organization}
          task={task}
          onConfirmLogin={freshLogin.confirm}
          onClose={() => setTask(undefined)}
        />
      )}
    </section>
  );
}

function PostDialog({ task, ...rest }: PostDialogProps) {
  return task.kind === "end" ? <EndPostDialog task={task} {...rest} /> : <BeginPostDialog task={task} {...rest} />;
}

interface CurrentProps {
  readonly organizationId: string;
  readonly mayManage: boolean;
  readonly onAct: (task: PostTask) => void;
}

function Current({ organizationId, mayManage, onAct }: CurrentProps) {
  const texts = useTermsOf(appointmentTerms);
  const { data, error, isError, refetch } = useCurrentAppointments(organizationId);
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton active title={false} paragraph={{ rows: 3 }} />
    );
  }
  if (data.items.length === 0) {
    return (
      <p className="soft">
        {texts.empty}
        {mayManage && texts.emptyNext}
      </p>
    );
  }
  const headings = [texts.post, texts.holder, texts.period, ...(mayManage ? [texts.actions] : [])];
  return (
    <TableBox label={texts.current}>
      <table className="entries">
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.map((appointment) => (
            <Row key={appointment.appointmentId} appointment={appointment} mayManage={mayManage} onAct={onAct} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Row({ appointment, mayManage, onAct }: Omit<CurrentProps, "organizationId"> & { appointment: Appointment }) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { post, holderName, from, to } = appointment;
  const name = `${posts[post][language]} ${holderName}`;
  // Nobody removes oneself; the server says so too.
  const isOwn = appointment.accountId === me.accountId;
  return (
    <tr>
      <th scope="row">{posts[post][language]}</th>
      <td className="unbroken">{holderName}</td>
      <td>
        <span className="unbroken">{formatDate(from, language)}</span>{" "}
        <span className="unbroken">{texts.until(to === null ? texts.open : formatDate(to, language))}</span>{" "}
        <Mark {...appointment} />
      </td>
      {mayManage && (
        <td className="row-actions">
          {!isOwn && (
            <>
              <Button
                size="small"
                aria-label={`${texts.replace} ${name}`}
                onClick={() => onAct({ kind: "replace", appointment })}
              >
                {texts.replace}
              </Button>
              <Button
                size="small"
                aria-label={`${texts.end} ${name}`}
                onClick={() => onAct({ kind: "end", appointment })}
              >
                {texts.end}
              </Button>
            </>
          )}
        </td>
      )}
    </tr>
  );
}

function Mark(appointment: Appointment) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const mark = markOf(appointment, todayOnCampus());
  if (mark === undefined) return null;
  if ("startsOn" in mark) return <Tag>{texts.startsOn(formatDate(mark.startsOn, language))}</Tag>;
  return <span className="state state-warning">{texts.endsIn(mark.endsIn)}</span>;
}
