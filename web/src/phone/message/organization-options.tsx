import type { Organization } from "../../organization/organization-rules.ts";

/** Organisations to choose from, by their short names. */
export function OrganizationOptions({ places }: { places: readonly Organization[] }) {
  return places.map(({ organizationId, shortName }) => (
    <option key={organizationId} value={organizationId}>
      {shortName}
    </option>
  ));
}
