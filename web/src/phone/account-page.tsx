import { Button } from "antd-mobile";
import { Link } from "react-router";
import { changeShell } from "../boot/paths.ts";
import { useSession } from "../boot/session-context.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { useLanguage } from "../terms/language.tsx";
import { icons } from "./icons.tsx";
import { PageHeader } from "./page-header.tsx";

export function AccountPage() {
  const me = useCurrentPerson();
  const session = useSession();
  const { terms, switchLanguage } = useLanguage();
  return (
    <>
      <PageHeader title={me.name} />
      <section className="card" aria-label={terms.account.record}>
        <ul className="rows">
          <li>
            <Link to="/account/record">
              <span className="row-text">
                <strong>{terms.account.record}</strong>
                <span className="soft">{terms.account.recordText}</span>
              </span>
              {icons.next}
            </Link>
          </li>
        </ul>
      </section>
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
