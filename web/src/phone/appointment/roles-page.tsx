import { Skeleton } from "antd-mobile";
import { posts } from "../../../../lib/identity/post.ts";
import { capabilities, roles } from "../../../../lib/shared/access.ts";
import { capabilityNames, reachOf, roleNames } from "../../appointment/role-matrix.ts";
import { useRoleGrants } from "../../appointment/use-appointments.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

function Administrators() {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const { data, error, isError, refetch } = useRoleGrants();
  if (!data) {
    return isError ? (
      <Problem error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton.Paragraph lineCount={4} animated />
    );
  }
  if (data.items.length === 0) return <p className="soft">{texts.noAdministrators}</p>;
  return (
    <ul className="plain-rows">
      {data.items.map(({ appointmentId, post, holderName, organizationName, from, to }) => (
        <li key={appointmentId} className="entry">
          <strong>
            {posts[post][language]} {holderName}
          </strong>
          <span>{organizationName}</span>
          <span className="soft">
            {formatDate(from, language)} – {to === null ? texts.open : formatDate(to, language)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Who runs the system, and role by role what it may do. */
export function RolesPage() {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  return (
    <>
      <PageHeader title={texts.roles} up="/" />
      <section className="card" aria-labelledby="administrators">
        <h2 id="administrators">{texts.administrators}</h2>
        <p className="soft">{texts.rolesIntro}</p>
        <Administrators />
        <p className="soft">{texts.onDesktop}</p>
      </section>
      <section className="card" aria-labelledby="matrix">
        <h2 id="matrix">{texts.matrix}</h2>
        <p className="soft">{texts.matrixIntro}</p>
        {roleNames.map((role) => (
          <details key={role} className="role-rights">
            <summary>{roles[role][language]}</summary>
            <ul className="plain-rows">
              {capabilityNames.map((capability) => {
                const reach = reachOf(role, capability);
                return reach === undefined ? null : (
                  <li key={capability} className="entry">
                    <span>{capabilities[capability][language]}</span>
                    <span className="soft">{texts[reach]}</span>
                  </li>
                );
              })}
            </ul>
          </details>
        ))}
      </section>
    </>
  );
}
