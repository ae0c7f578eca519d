import { TreeSelect } from "antd";
import { useMemo } from "react";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf, isFound } from "../../organization/choices.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useTerms } from "../../terms/language.tsx";

interface FilterProps {
  readonly tree: OrganizationTree;
  readonly value: string | undefined;
  /** Whether the person may see the records of everybody at once. */
  readonly isClearable: boolean;
  readonly onChange: (organizationId: string | undefined) => void;
}

export function OrganizationFilter({ tree, value, isClearable, onChange }: FilterProps) {
  const { audit } = useTerms();
  const me = useCurrentPerson();
  const choices = useMemo(() => choicesOf(tree, ({ path }) => mayAt(me, "audit.read", path)), [tree, me]);
  return (
    <TreeSelect
      className="audit-filter"
      aria-label={audit.filter}
      showSearch={{ filterTreeNode: isFound }}
      allowClear={isClearable}
      placeholder={audit.allOrganizations}
      treeData={choices}
      treeDefaultExpandedKeys={tree.roots.map((root) => root.organizationId)}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen)}
    />
  );
}
