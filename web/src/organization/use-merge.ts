import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { roleOf } from "../../../lib/shared/organization-kinds.ts";
import { useApi } from "../api/use-api.tsx";
import type { Organization } from "./organization-rules.ts";
import type { OrganizationTree } from "./organization-tree.ts";

const pollMilliseconds = 2_000;

/** How far a merge has come, asked again until it is done; then the tree is read anew. */
export function useMergeProgress(organizationId: string) {
  const api = useApi();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["merge", organizationId],
    queryFn: ({ signal }) =>
      api("GET /api/organizations/{organizationId}/merge", { params: { organizationId }, signal }),
    refetchInterval: ({ state }) => (state.error === null ? pollMilliseconds : false),
    retry: false,
  });
  // Once it is done the organisation takes part in none, and the question has no answer.
  const isOver = query.isError;
  useEffect(() => {
    if (isOver) queries.invalidateQueries({ queryKey: ["organizations"] });
  }, [isOver, queries]);
  return query.data;
}

/** The branches below the same superior that can end in this one. */
export function mergeableInto(target: Organization, tree: OrganizationTree): readonly Organization[] {
  if (target.parentId === null || roleOf(target.kind) !== "branch") return [];
  return tree
    .childrenOf(target.parentId)
    .filter(
      ({ organizationId, kind, status, childCount, mergeId }) =>
        organizationId !== target.organizationId &&
        status === "active" &&
        childCount === 0 &&
        mergeId === null &&
        roleOf(kind) === "branch",
    );
}
