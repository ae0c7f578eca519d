import { Empty, Tag } from "antd";
import { Link } from "react-router";
import { type PageId, pagesFor } from "../boot/pages.ts";
import { useFirstLook } from "../home/use-first-look.tsx";
import { mayAnywhere } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { useTerms } from "../terms/language.tsx";
import { PageTitle } from "./page-title.tsx";

function Tasks() {
  const me = useCurrentPerson();
  const { home, navigation } = useTerms();
  const textOf = (id: Exclude<PageId, "home">) =>
    id === "organizations" && mayAnywhere(me, "organization.manage") ? home.organizationsManage : home[id];
  const tasks = pagesFor(me).flatMap(({ id, path }) => (id === "home" ? [] : [{ id, path, text: textOf(id) }]));
  // Everybody may give feedback; whoever may do nothing else has to know whom to ask.
  const hasNoPost = tasks.every(({ id }) => id === "feedback");
  return (
    <>
      {hasNoPost && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{home.nothing}</strong>}>
          <p>{home.nothingText}</p>
        </Empty>
      )}
      <ul className="tasks">
        {tasks.map(({ id, path, text }) => (
          <li key={id}>
            <Link to={path} className="task">
              <strong>{navigation[id]}</strong>
              <span>{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Posts() {
  const me = useCurrentPerson();
  const { account, roles } = useTerms();
  if (me.assignments.length === 0) return <p className="soft">{account.noPosts}</p>;
  return (
    <ul className="posts">
      {me.assignments.map(({ role, organizationId, organizationName }) => (
        <li key={`${role}@${organizationId}`}>
          <Tag color="red">{roles[role]}</Tag>
          <span>{organizationName}</span>
        </li>
      ))}
    </ul>
  );
}

export function HomePage() {
  const me = useCurrentPerson();
  const { home, account } = useTerms();
  const { latest, isShown } = useFirstLook({ className: "panel" });
  return (
    <>
      <PageTitle title={home.greeting(me.name)} />
      {latest}
      {isShown && (
        <>
          <section className="panel" aria-labelledby="tasks">
            <h2 id="tasks">{home.whatIMayDo}</h2>
            <Tasks />
          </section>
          <section className="panel" aria-labelledby="posts">
            <h2 id="posts">{account.posts}</h2>
            <Posts />
          </section>
        </>
      )}
    </>
  );
}
