import { DownOutlined, IdcardOutlined, LogoutOutlined, MobileOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { Link } from "react-router";
import { changeShell, isPhone } from "../boot/paths.ts";
import { useSession } from "../boot/session-context.ts";
import type { Me } from "../me/me.ts";
import { useLanguage } from "../terms/language.tsx";

function AccountMenu({ me }: { me: Me }) {
  const { terms } = useLanguage();
  const session = useSession();
  const posts = me.assignments.map(({ role, organizationId, organizationName }) => ({
    key: `${role}@${organizationId}`,
    label: (
      <span className="post">
        <span>{terms.roles[role]}</span>
        <span className="soft">{organizationName}</span>
      </span>
    ),
    disabled: true,
  }));
  const items = [
    {
      key: "posts",
      type: "group" as const,
      label: posts.length > 0 ? terms.account.posts : terms.account.noPosts,
      children: posts,
    },
    { type: "divider" as const },
    {
      key: "record",
      icon: <IdcardOutlined />,
      label: <Link to="/account/record">{terms.account.record}</Link>,
    },
    ...(isPhone()
      ? [{ key: "phone", icon: <MobileOutlined />, label: terms.phoneVersion, onClick: () => changeShell("phone") }]
      : []),
    { key: "sign-out", icon: <LogoutOutlined />, label: terms.account.signOut, onClick: () => session.signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button type="text" aria-label={terms.account.menu(me.name)} icon={<UserOutlined />}>
        {me.name} <DownOutlined />
      </Button>
    </Dropdown>
  );
}

export function TopBar({ me }: { me: Me | undefined }) {
  const { terms, switchLanguage } = useLanguage();
  return (
    <header className="top-bar">
      <Link to="/" className="brand">
        <span className="brand-mark" aria-hidden="true" />
        {terms.product}
      </Link>
      <div className="top-bar-end">
        <Button type="text" onClick={switchLanguage} lang={terms.otherLanguage === "English" ? "en" : "zh-CN"}>
          {terms.otherLanguage}
        </Button>
        {me && <AccountMenu me={me} />}
      </div>
    </header>
  );
}
