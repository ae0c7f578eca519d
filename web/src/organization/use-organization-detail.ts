import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

export type OrganizationChange = ResponseOf<"GET /api/organizations/{organizationId}/history">["items"][number];

/** One organisation with what the rules say about it. A change of its version reads it again. */
export function useOrganizationDetail(organizationId: string, version: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["organization", organizationId, version],
    queryFn: ({ signal }) => api("GET /api/organizations/{organizationId}", { params: { organizationId }, signal }),
  });
}

/** Its history, the latest first, a page at a time. */
export function useOrganizationHistory(organizationId: string, version: number) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["organization", organizationId, version, "history"],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/organizations/{organizationId}/history", {
        params: { organizationId },
        query: { ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
