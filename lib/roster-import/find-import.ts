import { isAllowed } from "../shared/access.ts";
import { notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { StoredImport } from "./roster-import.ts";
import type { RosterImportStore } from "./roster-import-store.ts";

export interface ImportAccess {
  readonly store: RosterImportStore;
  readonly findPath: (organizationId: string) => Promise<string | undefined>;
}

/** The import, for whoever may import at its organisation; for others, and after its days are over, there is none. */
export async function getImport(
  { store, findPath }: ImportAccess,
  importId: string,
  { principal, at }: RequestContext,
): Promise<StoredImport> {
  const found = await store.find(importId);
  // DynamoDB removes an item up to some days after its time.
  if (found === undefined || found.expiresAt * 1000 <= at.getTime()) throw notFound();
  const path = await findPath(found.organizationId);
  if (path === undefined || !isAllowed(principal, "roster.import", path)) throw notFound();
  return found;
}
