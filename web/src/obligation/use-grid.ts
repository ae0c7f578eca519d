import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

type GridPage = ResponseOf<"GET /api/organizations/{organizationId}/duty-grid">;
export type GridRow = GridPage["items"][number];
export type Figures = ResponseOf<"GET /api/organizations/{organizationId}/duty-figures">;
export type Counts = Figures["total"];

/** How the duties of a year stand at an organisation and below it, a page at a time in the order of the tree. */
export function useDutyGrid(organizationId: string, year: number) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["duties", "grid", organizationId, year],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/organizations/{organizationId}/duty-grid", {
        params: { organizationId },
        query: { year, limit: 100, ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export function useDutyFigures(organizationId: string, year: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["duties", "figures", organizationId, year],
    queryFn: ({ signal }) =>
      api("GET /api/organizations/{organizationId}/duty-figures", {
        params: { organizationId },
        query: { year },
        signal,
      }),
  });
}
