import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import { isRunning } from "./import-phases.ts";

export type RosterImport = ResponseOf<"GET /api/roster-imports/{importId}">;
export type PreviewRow = ResponseOf<"GET /api/roster-imports/{importId}/rows">["items"][number];
export type PreviewList = "added" | "changed" | "unchanged" | "warned" | "rejected";

const listKey = ["roster-imports", "list"] as const;
const oneKey = (importId: string) => ["roster-imports", "one", importId] as const;
const rowsKey = (importId: string, result: PreviewList) => ["roster-imports", "rows", importId, result] as const;

/** While the server works, its progress is asked for this often. */
const pollMilliseconds = 1_000;

/** The imports of an organisation, newest first, a page at a time. */
export function useImports(organizationId: string | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...listKey, organizationId],
    enabled: organizationId !== undefined,
    staleTime: 0,
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/roster-imports", {
        query: { organizationId: organizationId ?? "", ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ state: at }) => isRunning(at)))
        ? 3 * pollMilliseconds
        : false,
  });
}

/** One import; its progress is followed until it rests. A reload of the page follows it as before. */
export function useImport(importId: string) {
  const api = useApi();
  return useQuery({
    queryKey: oneKey(importId),
    queryFn: ({ signal }) => api("GET /api/roster-imports/{importId}", { params: { importId }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.state) ? pollMilliseconds : false),
  });
}

/** One list of the preview, a hundred rows at a time. It never changes once the check is done. */
export function usePreviewRows(importId: string, result: PreviewList) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: rowsKey(importId, result),
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/roster-imports/{importId}/rows", {
        params: { importId },
        query: { result, ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type ChangeKey =
  | "POST /api/roster-imports"
  | "POST /api/roster-imports/{importId}/commit"
  | "POST /api/roster-imports/{importId}/cancel";

/** Uploads, commits or cancels; the answer is shown at once. */
export function useImportChange<Key extends ChangeKey>(key: Key, onDone: (changed: RosterImport) => void) {
  const queries = useQueryClient();
  return useAction(key, (changed: RosterImport) => {
    queries.setQueryData(oneKey(changed.importId), changed);
    queries.invalidateQueries({ queryKey: listKey });
    onDone(changed);
  });
}
