import { conflict, notFound, refused } from "../shared/errors.ts";
import { nameTaken, type Organization } from "./organization.ts";
import type { ChangeResult, OrganizationStore } from "./organization-store.ts";

/** Reads the organisation that a change is for and holds the caller to the version that the caller saw. */
export async function getForChange(
  store: Pick<OrganizationStore, "find">,
  organizationId: string,
  version: number,
): Promise<Organization> {
  const node = await store.find(organizationId);
  if (node === undefined) throw notFound();
  if (node.version !== version) throw conflict(node.version);
  return node;
}

/** Nothing is changed any more at what is dissolved, nor during a merge, which has to find things as it left them. */
export function refuseInactive({ status, mergeId }: Organization): void {
  if (status !== "active") {
    throw refused("already_dissolved", { zh: "该党组织已撤销。", en: "The organisation is already dissolved." });
  }
  if (mergeId !== null) {
    throw refused("merge_running", {
      zh: "该党组织正在合并，完成后再办理。",
      en: "The organisation is being merged; wait until that is done.",
    });
  }
}

/** Turns the result of a conditional write into the answer: done, a taken name, or a lost race with the present version. */
export async function settle(
  store: Pick<OrganizationStore, "find">,
  after: Organization,
  result: ChangeResult,
): Promise<Organization> {
  if (result === "done") return after;
  if (result === "name_taken") throw nameTaken();
  const present = await store.find(after.organizationId);
  throw conflict(present?.version ?? after.version);
}
