import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";
import { type Me, mayAt } from "../me/me.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import type { What } from "./statistics-address.ts";

export type Statistics = ResponseOf<"GET /api/organizations/{organizationId}/statistics">;
type SubordinatePage = ResponseOf<"GET /api/organizations/{organizationId}/statistics/subordinates">;
export type Subordinate = SubordinatePage["items"][number];
type PeoplePage = ResponseOf<"GET /api/organizations/{organizationId}/statistics/people">;

/** The highest organisation whose numbers a person may see. */
export function firstOrganizationOf(me: Me, tree: OrganizationTree): string | undefined {
  const [highest] = tree.all
    .filter(({ path }) => mayAt(me, "statistics.read", path))
    .sort((one, other) => one.path.length - other.path.length);
  return highest?.organizationId;
}

export function useStatistics(organizationId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["statistics", organizationId],
    queryFn: ({ signal }) =>
      api("GET /api/organizations/{organizationId}/statistics", { params: { organizationId }, signal }),
  });
}

/** All organisations directly below that have people. */
export function useSubordinates(organizationId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["statistics", organizationId, "subordinates"],
    queryFn: async ({ signal }) => {
      const items: Subordinate[] = [];
      let cursor: string | undefined;
      do {
        const page: SubordinatePage = await api("GET /api/organizations/{organizationId}/statistics/subordinates", {
          params: { organizationId },
          query: cursor === undefined ? {} : { cursor },
          signal,
        });
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return items;
    },
  });
}

/** The server bounds the work of a page, so one may be nearly empty; so many are asked for in one go until there is something to show. */
const pagesAtOnce = 5;
const enough = 15;

export function usePeopleBehind(organizationId: string, what: What) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["statistics", organizationId, "people", what],
    queryFn: async ({ pageParam, signal }) => {
      const items: PeoplePage["items"] = [];
      let cursor = pageParam;
      for (let page = 0; page < pagesAtOnce && items.length < enough; page++) {
        const answer: PeoplePage = await api("GET /api/organizations/{organizationId}/statistics/people", {
          params: { organizationId },
          query: { ...what, ...(cursor !== undefined && { cursor }) },
          signal,
        });
        items.push(...answer.items);
        cursor = answer.nextCursor ?? undefined;
        if (cursor === undefined) break;
      }
      return { items, nextCursor: cursor };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
