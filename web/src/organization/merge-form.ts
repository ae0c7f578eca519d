import type { RequestOf } from "../api/contract.ts";
import type { Organization } from "./organization-rules.ts";
import type { OrganizationTree } from "./organization-tree.ts";

export interface MergeValues {
  readonly sources: string[];
  readonly reason: string;
  readonly document?: string;
}

/** More than that the server does not merge at once. */
export const mostSources = 10;

export function toMerge(
  { sources, reason, document }: MergeValues,
  { organizationId, version }: Organization,
  tree: OrganizationTree,
): RequestOf<"POST /api/organizations/{organizationId}/merge"> {
  const named = document?.trim() ?? "";
  return {
    params: { organizationId },
    body: {
      sources: sources.map((id) => ({ organizationId: id, version: tree.find(id)?.version ?? 1 })),
      reason,
      version,
      ...(named !== "" && { document: named }),
    },
  };
}

/** How many people the chosen branches have together. */
export function peopleIn(branches: readonly Organization[]): number {
  return branches.reduce((sum, { memberCount, candidateCount }) => sum + memberCount + candidateCount, 0);
}
