import "./appointment.css";
import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { posts, postsAt } from "../../../../lib/identity/post.ts";
import { type Appointment, markOf, useCurrentAppointments } from "../../appointment/use-appointments.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate, todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

function Holder({ appointment, address }: { appointment: Appointment; address: string | undefined }) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { post, holderName, from, to, appointmentId } = appointment;
  const name = `${posts[post][language]} ${holderName}`;
  // Nobody removes oneself; the server says so too.
  const isOwn = appointment.accountId === me.accountId;
  const mark = markOf(appointment, todayOnCampus());
  const until = to === null ? texts.open : formatDate(to, language);
  return (
    <li className="entry">
      <strong>{name}</strong>
      <span className="soft">
        {formatDate(from, language)} – {until}
        {mark !== undefined && "endsIn" in mark && ` · ${texts.endsIn(mark.endsIn)}`}
        {mark !== undefined && "startsOn" in mark && ` · ${texts.startsOn(formatDate(mark.startsOn, language))}`}
      </span>
      {address !== undefined && !isOwn && (
        <span className="entry-actions">
          {(["replace", "end"] as const).map((kind) => (
            <Link
              key={kind}
              className="wide-link"
              to={`${address}/${appointmentId}/${kind}`}
              aria-label={`${texts[kind]} ${name}`}
            >
              {texts[kind]}
            </Link>
          ))}
        </span>
      )}
    </li>
  );
}

/** Who holds the posts of an organisation. */
export function OrganizationAppointments({ organization }: { organization: Organization }) {
  const me = useCurrentPerson();
  const { path, kind } = organization;
  if (!mayAt(me, "appointment.read", path) || postsAt(kind, "committee").length === 0) return null;
  return <Holders organization={organization} />;
}

function Holders({ organization }: { organization: Organization }) {
  const texts = useTermsOf(appointmentTerms);
  const me = useCurrentPerson();
  const { organizationId, path, status } = organization;
  const { data, error, isError, refetch } = useCurrentAppointments(organizationId);
  const mayManage = status === "active" && mayAt(me, "appointment.manage", path);
  const address = mayManage ? `/organizations/${organizationId}/posts` : undefined;
  return (
    <section className="card" aria-labelledby="appointments">
      <h2 id="appointments">{texts.title}</h2>
      {!data &&
        (isError ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton.Paragraph lineCount={3} animated />
        ))}
      {data?.items.length === 0 && <p className="soft">{texts.empty}</p>}
      <ul className="plain-rows">
        {data?.items.map((appointment) => (
          <Holder key={appointment.appointmentId} appointment={appointment} address={address} />
        ))}
      </ul>
      {address !== undefined && (
        <Link className="wide-link primary" to={`${address}/new`}>
          {texts.appoint}
        </Link>
      )}
    </section>
  );
}
