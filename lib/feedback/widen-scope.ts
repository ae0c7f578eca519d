import type { Places } from "./places.ts";
import { fewestWriters } from "./thresholds.ts";

export interface Scope {
  readonly scopeId: string;
  readonly eligible: number;
}

/**
 * Whose people may write about something at an organisation: those of the organisation, or of the nearest superior that has
 * ten. Among few everybody knows who wrote.
 */
export async function widenScope(
  organizationId: string,
  path: string,
  countPeople: Places["countPeople"],
): Promise<Scope> {
  const ids = path.split("/").filter((id) => id !== "");
  const line = ids.slice(0, ids.indexOf(organizationId) + 1).reverse();
  let scope: Scope = { scopeId: organizationId, eligible: 0 };
  for (const scopeId of line) {
    scope = { scopeId, eligible: await countPeople(scopeId) };
    if (scope.eligible >= fewestWriters) return scope;
  }
  return scope;
}
