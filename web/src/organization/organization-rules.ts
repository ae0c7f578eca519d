import { childKinds } from "../../../lib/shared/organization-kinds.ts";
import type { ResponseOf } from "../api/contract.ts";

export type Organization = ResponseOf<"GET /api/organizations">["items"][number];
export type OrganizationDetail = ResponseOf<"GET /api/organizations/{organizationId}">;
export type Finding = OrganizationDetail["findings"][number];
export type FindingCode = Finding["code"];

/**
 * What a form checks before it sends: the same limits as the contract of the organisation context, kept here because the
 * browser does not load the contract's schemas. tests/unit/web/organization-rules.test.ts holds the two together.
 */
export const limits = {
  name: 80,
  shortName: 40,
  minimumName: 2,
  minimumReason: 2,
  reason: 200,
  minimumTerm: 1,
  term: 10,
};

/** Characters as people count them; a rare character is one, although it is two UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** Where an organisation may be moved: an active one of a fitting kind, not below itself, not where it is. */
export function mayStandBelow(organization: Organization, parent: Organization): boolean {
  return (
    parent.status === "active" &&
    parent.organizationId !== organization.parentId &&
    !parent.path.startsWith(organization.path) &&
    childKinds[parent.kind].includes(organization.kind)
  );
}
