import {
  ApartmentOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CommentOutlined,
  EditOutlined,
  ExportOutlined,
  HomeOutlined,
  ImportOutlined,
  InboxOutlined,
  MailOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SwapOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { lazy, Suspense } from "react";
import { NavLink } from "react-router";
import { pagesFor } from "../boot/pages.ts";
import type { Me } from "../me/me.ts";
import { useTerms } from "../terms/language.tsx";

const icons = {
  home: <HomeOutlined />,
  messages: <MailOutlined />,
  duties: <CarryOutOutlined />,
  organizations: <ApartmentOutlined />,
  people: <TeamOutlined />,
  corrections: <EditOutlined />,
  activities: <CalendarOutlined />,
  ledger: <BookOutlined />,
  transfers: <SwapOutlined />,
  feedback: <CommentOutlined />,
  campaigns: <InboxOutlined />,
  exports: <ExportOutlined />,
  imports: <ImportOutlined />,
  statistics: <BarChartOutlined />,
  roles: <SafetyCertificateOutlined />,
  rules: <BookOutlined />,
  audit: <ProfileOutlined />,
};

/** Not needed for the first look at the page. */
const UnreadBadge = lazy(async () => ({ default: (await import("../message/unread-badge.tsx")).UnreadBadge }));

/** Shows what the person may open, nothing else. */
export function Navigation({ me }: { me: Me | undefined }) {
  const { mainNavigation, navigation } = useTerms();
  return (
    <nav className="navigation" aria-label={mainNavigation}>
      <ul>
        {me &&
          pagesFor(me).map(({ id, path }) => (
            <li key={id}>
              <NavLink to={path} end={path === "/"}>
                {icons[id]}
                <span>{navigation[id]}</span>
                {id === "messages" && (
                  <Suspense>
                    <UnreadBadge />
                  </Suspense>
                )}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}
