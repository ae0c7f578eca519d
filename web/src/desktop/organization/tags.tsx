import { StopOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import type { OrganizationKind } from "../../../../lib/shared/organization-kinds.ts";
import { useTerms } from "../../terms/language.tsx";

export function KindTag({ kind }: { kind: OrganizationKind }) {
  const { organization } = useTerms();
  return <Tag className="kind-tag">{organization.kinds[kind]}</Tag>;
}

export function DissolvedTag() {
  const { organization } = useTerms();
  return <Tag icon={<StopOutlined />}>{organization.statusFilter.dissolved}</Tag>;
}
