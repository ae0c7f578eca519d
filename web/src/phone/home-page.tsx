import { Link } from "react-router";
import { type PageId, pagesFor } from "../boot/pages.ts";
import { useFirstLook } from "../home/use-first-look.tsx";
import { mayAnywhere } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { useTerms } from "../terms/language.tsx";
import { icons } from "./icons.tsx";
import { PageHeader } from "./page-header.tsx";

export function HomePage() {
  const me = useCurrentPerson();
  const { home, navigation } = useTerms();
  const textOf = (id: Exclude<PageId, "home">) =>
    id === "organizations" && mayAnywhere(me, "organization.manage") ? home.organizationsManage : home[id];
  const tasks = pagesFor(me).flatMap(({ id, path }) => (id === "home" ? [] : [{ id, path, text: textOf(id) }]));
  const { latest, isShown } = useFirstLook({ className: "card", more: icons.next });
  return (
    <>
      <PageHeader title={home.greeting(me.name)} />
      {latest}
      {isShown && (
        <section className="card" aria-labelledby="tasks">
          <h2 id="tasks">{home.whatIMayDo}</h2>
          {tasks.every(({ id }) => id === "feedback") && (
            <p>
              <strong>{home.nothing}</strong>。{home.nothingText}
            </p>
          )}
          <ul className="rows">
            {tasks.map(({ id, path, text }) => (
              <li key={id}>
                <Link to={path}>
                  <span className="row-text">
                    <strong>{navigation[id]}</strong>
                    <span className="soft">{text}</span>
                  </span>
                  {icons.next}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
