import "./roles.css";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { posts } from "../../../../lib/identity/post.ts";
import { type RoleGrant, useRoleGrants } from "../../appointment/use-appointments.ts";
import { useFreshLogin } from "../../auth/use-fresh-login.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { TableBox } from "../table-box.tsx";
import { GrantDialog, type GrantValues } from "./grant-dialog.tsx";
import { RoleMatrix } from "./role-matrix.tsx";
import { TakeAwayDialog } from "./take-away-dialog.tsx";

type Task =
  | { readonly kind: "grant"; readonly values: GrantValues }
  | { readonly kind: "take-away"; readonly grant: RoleGrant };

/** Who runs the system, and what each role may do. */
export function RolesPage() {
  const texts = useTermsOf(appointmentTerms);
  const mayGrant = mayAnywhere(useCurrentPerson(), "role.grant");
  const freshLogin = useFreshLogin<Task>("roles");
  const [task, setTask] = useState<Task | undefined>(freshLogin.resumed);
  const close = () => setTask(undefined);
  return (
    <>
      <PageTitle title={texts.roles} />
      <section className="panel" aria-labelledby="administrators">
        <div className="section-head first">
          <h2 id="administrators">{texts.administrators}</h2>
          {mayGrant && (
            <Button type="primary" onClick={() => setTask({ kind: "grant", values: {} })}>
              {texts.grant}
            </Button>
          )}
        </div>
        <p className="soft">{texts.rolesIntro}</p>
        <Grants mayGrant={mayGrant} onTakeAway={(grant) => setTask({ kind: "take-away", grant })} />
      </section>
      <RoleMatrix />
      {task?.kind === "grant" && (
        <GrantDialog
          values={task.values}
          onConfirmLogin={(values) => freshLogin.confirm({ kind: "grant", values })}
          onClose={close}
        />
      )}
      {task?.kind === "take-away" && (
        <TakeAwayDialog grant={task.grant} onConfirmLogin={() => freshLogin.confirm(task)} onClose={close} />
      )}
    </>
  );
}

function Grants({ mayGrant, onTakeAway }: { mayGrant: boolean; onTakeAway: (grant: RoleGrant) => void }) {
  const texts = useTermsOf(appointmentTerms);
  const { data, error, isError, refetch } = useRoleGrants();
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton active title={false} paragraph={{ rows: 4 }} />
    );
  }
  if (data.items.length === 0) return <p className="soft">{texts.noAdministrators}</p>;
  const headings = [texts.role, texts.holder, ...(mayGrant ? [texts.account] : []), texts.place, texts.from, texts.to];
  return (
    <TableBox label={texts.administrators}>
      <table className="entries">
        <thead>
          <tr>
            {[...headings, ...(mayGrant ? [texts.actions] : [])].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.map((grant) => (
            <Row key={grant.appointmentId} grant={grant} mayGrant={mayGrant} onTakeAway={onTakeAway} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

interface RowProps {
  readonly grant: RoleGrant;
  readonly mayGrant: boolean;
  readonly onTakeAway: (grant: RoleGrant) => void;
}

function Row({ grant, mayGrant, onTakeAway }: RowProps) {
  const texts = useTermsOf(appointmentTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const role = posts[grant.post][language];
  return (
    <tr>
      <th scope="row" className="unbroken">
        {role}
      </th>
      <td className="unbroken">{grant.holderName}</td>
      {mayGrant && <td>{grant.accountId}</td>}
      <td>{grant.organizationName}</td>
      <td className="unbroken">{formatDate(grant.from, language)}</td>
      <td className="unbroken">
        {grant.to === null ? <span className="soft">{texts.open}</span> : formatDate(grant.to, language)}
      </td>
      {mayGrant && (
        <td>
          {grant.accountId !== me.accountId && (
            <Button
              size="small"
              aria-label={`${texts.takeAway} ${role} ${grant.holderName}`}
              onClick={() => onTakeAway(grant)}
            >
              {texts.takeAway}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
