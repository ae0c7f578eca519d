import { useInfiniteQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

type CorrectionPage = ResponseOf<"GET /api/corrections">;
export type WaitingCorrection = CorrectionPage["items"][number];

/** The server passes over what other branches have to answer, so a page may be empty: so many are asked for in one go. */
const pagesAtOnce = 10;
const enough = 15;

/** The requests for correction that wait for an answer of the reader, the oldest first. */
export function useWaitingCorrections() {
  const api = useApi();
  const query = useInfiniteQuery({
    // Below the key of people: whoever decides one refreshes the list.
    queryKey: ["people", "corrections"],
    queryFn: async ({ pageParam, signal }) => {
      const items: WaitingCorrection[] = [];
      let cursor = pageParam;
      for (let page = 0; page < pagesAtOnce && items.length < enough; page++) {
        const answer: CorrectionPage = await api("GET /api/corrections", {
          query: cursor === undefined ? {} : { cursor },
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
  return { ...query, corrections: query.data?.pages.flatMap(({ items }) => items) };
}
