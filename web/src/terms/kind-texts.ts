import { kindNames, type OrganizationKind, organizationKinds } from "../../../lib/shared/organization-kinds.ts";
import type { Text } from "../../../lib/shared/text.ts";

/** The names of the kinds of organisation in one language, as the contract calls them. */
export function kindTexts(language: keyof Text): Readonly<Record<OrganizationKind, string>> {
  const entries = kindNames.map((kind) => [kind, organizationKinds[kind][language]]);
  return Object.fromEntries(entries) as Record<OrganizationKind, string>;
}
