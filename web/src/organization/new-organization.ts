import type { OrganizationKind } from "../../../lib/shared/organization-kinds.ts";
import type { RequestOf } from "../api/contract.ts";
import type { Organization } from "./organization-rules.ts";

/** The form for a new organisation, as its fields hold it. Empty optional fields are absent or "". */
export interface NewOrganizationValues {
  readonly name: string;
  readonly shortName: string;
  readonly kind: OrganizationKind;
  readonly establishedOn: string;
  readonly termYears?: string;
  readonly termStartedOn?: string;
}

const orNull = (value: string | undefined) => (value === undefined || value === "" ? null : value);

export function toNewOrganization(
  values: NewOrganizationValues,
  parent: Organization,
): RequestOf<"POST /api/organizations"> {
  const termYears = orNull(values.termYears);
  return {
    body: {
      parentId: parent.organizationId,
      name: values.name,
      shortName: values.shortName,
      kind: values.kind,
      establishedOn: values.establishedOn,
      termYears: termYears === null ? null : Number(termYears),
      termStartedOn: orNull(values.termStartedOn),
    },
  };
}
