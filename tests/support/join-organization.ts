import type { OrganizationStore } from "../../lib/organization/organization-store.ts";

type Counts = Pick<OrganizationStore, "findStanding" | "saveStanding">;

/** Counts a person as a full member of an organisation, wherever the person was before. */
export async function joinOrganization(store: Counts, organizationId: string, personId: string): Promise<boolean> {
  const former = await store.findStanding(personId);
  const version = (former?.version ?? 0) + 1;
  return await store.saveStanding({ personId, organizationId, countedAs: "full_member", version }, former);
}

/** Counts a person no longer; `false` when the person does not count there. */
export async function leaveOrganization(store: Counts, organizationId: string, personId: string): Promise<boolean> {
  const former = await store.findStanding(personId);
  if (former?.organizationId !== organizationId || former.countedAs === null) return false;
  return await store.saveStanding({ ...former, countedAs: null, version: former.version + 1 }, former);
}
