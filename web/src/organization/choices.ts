import type { Organization } from "./organization-rules.ts";
import type { OrganizationTree } from "./organization-tree.ts";
import { foldName } from "./organization-tree.ts";

/** A node of a tree from which an organisation is chosen. */
export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly disabled: boolean;
  readonly children: Choice[];
}

function choicesAmong(
  organizations: readonly Organization[],
  tree: OrganizationTree,
  mayChoose: (one: Organization) => boolean,
): Choice[] {
  return organizations
    .map((organization) => ({
      value: organization.organizationId,
      title: organization.shortName,
      disabled: !mayChoose(organization),
      children: choicesAmong(tree.childrenOf(organization.organizationId), tree, mayChoose),
    }))
    .filter(({ disabled, children }) => !disabled || children.length > 0);
}

/** What may be chosen and the way to it; what stands only on the way can be seen but not chosen. */
export function choicesOf(tree: OrganizationTree, mayChoose: (one: Organization) => boolean): Choice[] {
  return choicesAmong(tree.roots, tree, mayChoose);
}

/** Typing narrows by part of the name. */
export function isFound(wanted: string, { title }: { readonly title?: unknown }): boolean {
  return foldName(String(title)).includes(foldName(wanted));
}
