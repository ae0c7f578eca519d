import { CheckCircleOutlined, ClockCircleOutlined, StopOutlined, WarningOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import type { TermState } from "../../organization/organization-rules.ts";
import type { OrganizationKind } from "../../organization/organization-tree.ts";
import { useTerms } from "../../terms/language.tsx";

export function KindTag({ kind }: { kind: OrganizationKind }) {
  const { organization } = useTerms();
  return <Tag className="kind-tag">{organization.kinds[kind]}</Tag>;
}

export function DissolvedTag() {
  const { organization } = useTerms();
  return <Tag icon={<StopOutlined />}>{organization.statusFilter.dissolved}</Tag>;
}

const looks = {
  over: { color: "red", icon: <WarningOutlined /> },
  soon: { color: "gold", icon: <ClockCircleOutlined /> },
  running: { color: "green", icon: <CheckCircleOutlined /> },
};

/** The word and the icon say it; the colour only helps. */
export function TermTag({ state }: { state: TermState }) {
  const { organization } = useTerms();
  return (
    <Tag className={`term-${state}`} {...looks[state]}>
      {organization.termState[state]}
    </Tag>
  );
}
