import { CheckCircleOutlined, ClockCircleOutlined, StopOutlined, WarningOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import type { OrganizationKind } from "../../../../lib/shared/organization-kinds.ts";
import type { TermState } from "../../organization/organization-rules.ts";
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
  over: { look: "state-bad", icon: <WarningOutlined /> },
  soon: { look: "state-warning", icon: <ClockCircleOutlined /> },
  running: { look: "state-good", icon: <CheckCircleOutlined /> },
};

/** The word and the icon say it; the colour only helps. */
export function TermTag({ state }: { state: TermState }) {
  const { organization } = useTerms();
  return (
    <span className={`state ${looks[state].look}`}>
      {looks[state].icon} {organization.termState[state]}
    </span>
  );
}
