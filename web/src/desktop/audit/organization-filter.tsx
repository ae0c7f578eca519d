import { useMemo } from "react";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useTerms } from "../../terms/language.tsx";
import { OrganizationSelect } from "../organization-select.tsx";

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
    <OrganizationSelect
      id="audit-organization"
      className="audit-filter"
      aria-label={audit.filter}
      allowClear={isClearable}
      placeholder={audit.allOrganizations}
      choices={choices}
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen)}
    />
  );
}
