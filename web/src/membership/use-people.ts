import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useAction, useApi } from "../api/use-api.tsx";
import type { PeopleFilter } from "./people-address.ts";
import type { Person } from "./person-fields.ts";

const peopleKey = ["people"] as const;
const personKey = (personId: string) => [...peopleKey, "one", personId] as const;
const ownKey = [...peopleKey, "own"] as const;

const pageSize = 50;
/** So many rows fill a screen; a page of the API may hold fewer, even none, and still have a next one. */
const screenful = 20;
/** After so many pages in a row the reader decides whether to go on looking. */
const pagesUnasked = 40;

/** People page by page. Sparse pages are joined until a screen is full, or until the search has taken long enough. */
export function usePeople(filter: PeopleFilter) {
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: [...peopleKey, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/people", {
        query: { ...filter, limit: pageSize, ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const cards = data?.pages.flatMap(({ items }) => items) ?? [];
  const pages = data?.pages.length ?? 0;
  const isWanting = hasNextPage && cards.length < screenful && pages % pagesUnasked !== 0;
  useEffect(() => {
    if (isWanting && !isFetchingNextPage && !isFetchNextPageError) fetchNextPage();
  }, [isWanting, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return {
    ...query,
    cards,
    /** Nothing is on its way, but there is more to look through. */
    isPaused: hasNextPage && !isWanting && !isFetchingNextPage && cards.length < screenful,
    isLooking: isWanting || isFetchingNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) fetchNextPage();
    },
  };
}

export function usePerson(personId: string) {
  const api = useApi();
  return useQuery({
    queryKey: personKey(personId),
    queryFn: ({ signal }) => api("GET /api/people/{personId}", { params: { personId }, signal }),
  });
}

export function useOwnRecord() {
  const api = useApi();
  return useQuery({ queryKey: ownKey, queryFn: ({ signal }) => api("GET /api/me/record", { signal }) });
}

const linesOnPage = 20;

/** The history of a person, or of oneself (`undefined`), the latest first. */
export function useTimeline(personId: string | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...(personId === undefined ? ownKey : personKey(personId)), "timeline"],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: linesOnPage, ...(pageParam !== undefined && { cursor: pageParam }) };
      return personId === undefined
        ? api("GET /api/me/record/timeline", { query, signal })
        : api("GET /api/people/{personId}/timeline", { params: { personId }, query, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** Shows the answer of a change at once; lists and histories are read again. */
function keepChanged(queries: QueryClient, changed: Person): void {
  queries.invalidateQueries({ queryKey: peopleKey, refetchType: "none" });
  queries.setQueryData(personKey(changed.personId), changed);
  queries.invalidateQueries({ queryKey: [...personKey(changed.personId), "timeline"] });
}

export type PersonChangeKey =
  | "POST /api/people"
  | "POST /api/people/{personId}/change"
  | "POST /api/people/{personId}/id-number"
  | "POST /api/people/{personId}/stage"
  | "POST /api/people/{personId}/move";

export function usePersonChange<Key extends PersonChangeKey>(key: Key, onDone: (changed: Person) => void) {
  const queries = useQueryClient();
  return useAction(key, (changed) => {
    keepChanged(queries, changed);
    onDone(changed);
  });
}

/** Reads a person again, after a lost race; the forms go on from what is stored now. */
export function useReloadPerson() {
  const api = useApi();
  const queries = useQueryClient();
  return async (personId: string): Promise<Person> => {
    const latest = await api("GET /api/people/{personId}", { params: { personId } });
    keepChanged(queries, latest);
    return latest;
  };
}

/** Everything about people that was read before is read again, after something that touches records and histories. */
export function useRefreshPeople() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: peopleKey });
}
