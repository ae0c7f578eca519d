import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

export type ActivityFigures = ResponseOf<"GET /api/activity-figures">;
type CountedPage = ResponseOf<"GET /api/counted-activities">;

export function useActivityFigures(organizationId: string, year: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["ledger", "figures", organizationId, year],
    queryFn: ({ signal }) => api("GET /api/activity-figures", { query: { organizationId, year }, signal }),
  });
}

/** The activities behind a number; organisations that held none give empty pages, which nobody has to see. */
export function useCountedActivities(organizationId: string, { year, kind }: { year: number; kind: string | null }) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["ledger", "counted", organizationId, year, kind],
    queryFn: async ({ pageParam, signal }) => {
      let page: CountedPage = { items: [], nextCursor: pageParam ?? null };
      do {
        page = await api("GET /api/counted-activities", {
          query: {
            organizationId,
            year,
            limit: 50,
            ...(kind !== null && { kind }),
            ...(page.nextCursor !== null && { cursor: page.nextCursor }),
          },
          signal,
        });
      } while (page.items.length === 0 && page.nextCursor !== null);
      return page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
