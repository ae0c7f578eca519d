import { NavLink } from "react-router";
import { pagesFor } from "../boot/pages.ts";
import type { Me } from "../me/me.ts";
import { useTerms } from "../terms/language.tsx";
import { icons } from "./icons.tsx";

export function TabBar({ me }: { me: Me | undefined }) {
  const { mainNavigation, navigation } = useTerms();
  const pages = me ? [...pagesFor(me).filter(({ isTab }) => isTab), { id: "account", path: "/account" } as const] : [];
  return (
    <nav className="tab-bar" aria-label={mainNavigation}>
      {pages.map(({ id, path }) => (
        <NavLink key={id} to={path} end={path === "/"}>
          {icons[id]}
          <span>{navigation[id]}</span>
        </NavLink>
      ))}
    </nav>
  );
}
