import { useMemo } from "react";
import { roleOf } from "../../../lib/shared/organization-kinds.ts";
import { type Me, mayAt } from "../me/me.ts";
import { type Choice, choicesOf } from "../organization/choices.ts";
import type { Organization } from "../organization/organization-rules.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";

function holdsPeople({ kind, status }: Organization): boolean {
  return status === "active" && roleOf(kind) === "branch";
}

/** The branches at which somebody may register people or to which they may be moved. */
export function useBranchChoices(me: Me, tree: OrganizationTree | undefined, except?: string): Choice[] {
  return useMemo(
    () =>
      tree === undefined
        ? []
        : choicesOf(
            tree,
            (one) => holdsPeople(one) && one.organizationId !== except && mayAt(me, "person.manage", one.path),
          ),
    [me, tree, except],
  );
}
