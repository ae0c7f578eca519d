import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { RequestOf, ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type PeopleExport = ResponseOf<"GET /api/people-exports">["items"][number];
export type WaitingExport = ResponseOf<"GET /api/people-exports/waiting">["items"][number];
export type NewExport = RequestOf<"POST /api/people-exports">["body"];

const root = "people-exports";
/** How often a file in the making is looked at. */
const pollMilliseconds = 2_000;

const isWorking = ({ state }: PeopleExport) => state === "collecting" || state === "making";

/** What one asked for lately; looked at again while something is in the making. */
export function useOwnExports() {
  const api = useApi();
  return useQuery({
    queryKey: [root, "own"],
    queryFn: ({ signal }) => api("GET /api/people-exports", { query: { limit: 50 }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isWorking) ? pollMilliseconds : false),
  });
}

export function useWaitingExports(isEnabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: [root, "waiting"],
    enabled: isEnabled,
    queryFn: ({ signal }) => api("GET /api/people-exports/waiting", { query: { limit: 50 }, signal }),
  });
}

export function useStaleExports() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [root] });
}

export function useExportRequest(onDone: () => void) {
  const refresh = useStaleExports();
  return useAction("POST /api/people-exports", () => {
    refresh();
    onDone();
  });
}

export function useExportDecision(onDone: () => void) {
  const refresh = useStaleExports();
  return useAction("POST /api/people-exports/{exportId}/decision", () => {
    refresh();
    onDone();
  });
}
