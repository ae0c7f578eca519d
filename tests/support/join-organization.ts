import type { OrganizationStore } from "../../lib/organization/organization-store.ts";

type Counts = Pick<OrganizationStore, "findStandings" | "saveStandings">;

/** Counts a person as a full member of an organisation, wherever the person was before. */
export async function joinOrganization(store: Counts, organizationId: string, personId: string): Promise<boolean> {
  const former = (await store.findStandings([personId])).get(personId);
  const version = (former?.version ?? 0) + 1;
  const standing = { personId, organizationId, countedAs: "full_member", version } as const;
  return await store.saveStandings([{ standing, former }]);
}

/** Counts a person no longer; `false` when the person does not count there. */
export async function leaveOrganization(store: Counts, organizationId: string, personId: string): Promise<boolean> {
  const former = (await store.findStandings([personId])).get(personId);
  if (former?.organizationId !== organizationId || former.countedAs === null) return false;
  const standing = { ...former, countedAs: null, version: former.version + 1 };
  return await store.saveStandings([{ standing, former }]);
}
