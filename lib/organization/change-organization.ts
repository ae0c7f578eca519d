import { conflict, notFound } from "../shared/errors.ts";
import { nameTaken, type Organization } from "./organization.ts";
import type { ChangeResult, OrganizationStore } from "./organization-store.ts";

/** Reads the organisation that a change is for and holds the caller to the version that the caller saw. */
export async function getForChange(
  store: OrganizationStore,
  organizationId: string,
  version: number,
): Promise<Organization> {
  const node = await store.find(organizationId);
  if (node === undefined) throw notFound();
  if (node.version !== version) throw conflict(node.version);
  return node;
}

/** Turns the result of a conditional write into the answer: done, a taken name, or a lost race with the present version. */
export async function settle(
  store: OrganizationStore,
  after: Organization,
  result: ChangeResult,
): Promise<Organization> {
  if (result === "done") return after;
  if (result === "name_taken") throw nameTaken();
  const present = await store.find(after.organizationId);
  throw conflict(present?.version ?? after.version);
}
