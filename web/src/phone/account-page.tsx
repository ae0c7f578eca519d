import { Button } from "antd-mobile";
import { changeShell } from "../boot/paths.ts";
import { useSession } from "../boot/session-context.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { useLanguage } from "../terms/language.tsx";
import { PageHeader } from "./page-header.tsx";

export function AccountPage() {
  const me = useCurrentPerson();
  const session = useSession();
  const { terms, switchLanguage } = useLanguage();
  return (
    <>
      <PageHeader title={me.name} />
      <section className="card" aria-labelledby="posts">
        <h2 id="posts">{terms.account.posts}</h2>
        {me.assignments.length === 0 && <p className="soft">{terms.account.noPosts}</p>}
        <ul className="plain-rows">
          {me.assignments.map(({ role, organizationId, organizationName }) => (
            <li key={`${role}@${organizationId}`}>
              <strong>{terms.roles[role]}</strong>
              <span className="soft">{organizationName}</span>
            </li>
          ))}
        </ul>
      </section>
      <div className="buttons">
        <Button block size="large" onClick={switchLanguage}>
          {terms.otherLanguage}
        </Button>
        <Button block size="large" onClick={() => changeShell("desktop")}>
          {terms.desktopVersion}
        </Button>
        <Button block size="large" onClick={() => session.signOut()}>
          {terms.account.signOut}
        </Button>
      </div>
    </>
  );
}
