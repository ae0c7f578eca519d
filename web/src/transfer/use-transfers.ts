import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type Transfer = ResponseOf<"GET /api/transfers">["items"][number];
export type TransferStep = Transfer["steps"][number];
export type TransferTab = "in" | "out" | "own";

export interface TransferView {
  readonly tab: TransferTab;
  readonly organizationId: string | undefined;
  readonly status: "open" | "closed";
}

const root = "transfers";

/** One of the lists, a page at a time; a committee's page may be short and still have a next one. */
export function useTransfers({ tab, organizationId, status }: TransferView) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [root, tab, organizationId, status],
    enabled: tab === "own" || organizationId !== undefined,
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === undefined ? {} : { cursor: pageParam };
      if (tab === "own") return await api("GET /api/me/transfers", { query: cursor, signal });
      const query = { organizationId: organizationId ?? "", direction: tab, status, ...cursor };
      return await api("GET /api/transfers", { query, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** What a change of transfers makes stale: their lists, and the people who moved. */
function useStaleness() {
  const queries = useQueryClient();
  return () => {
    for (const key of [root, "people", "person", "organizations", "own-record"]) {
      queries.invalidateQueries({ queryKey: [key] });
    }
  };
}

/** The four steps, each one press; `onDone` runs after the answer. */
export function useTransferSteps(onDone: (step: TransferStep) => void) {
  const refresh = useStaleness();
  const finish = (step: TransferStep) => () => {
    refresh();
    onDone(step);
  };
  const release = useAction("POST /api/people/{personId}/transfers/{transferId}/release", finish("release"));
  const receive = useAction("POST /api/people/{personId}/transfers/{transferId}/receive", finish("receive"));
  const refuse = useAction("POST /api/people/{personId}/transfers/{transferId}/refuse", finish("refuse"));
  const withdraw = useAction("POST /api/people/{personId}/transfers/{transferId}/withdraw", finish("withdraw"));
  const actions = { release, receive, withdraw };
  const all = [release, receive, refuse, withdraw];
  return {
    take(step: TransferStep, { personId, transferId, version }: Transfer, reason = "") {
      const params = { personId, transferId };
      if (step === "refuse") refuse.mutate({ params, body: { version, reason } });
      else actions[step].mutate({ params, body: { version } });
    },
    isPending: all.some((action) => action.isPending),
    error: all.find((action) => action.error !== null)?.error ?? null,
    reset() {
      for (const action of all) action.reset();
    },
  };
}

export function useOwnRequest(onDone: () => void) {
  const refresh = useStaleness();
  return useAction("POST /api/me/transfers", () => {
    refresh();
    onDone();
  });
}

export function useIncomingRequest(onDone: () => void) {
  const refresh = useStaleness();
  return useAction("POST /api/transfers/incoming", () => {
    refresh();
    onDone();
  });
}

/** Sends people to a branch; the answer says who could not go. */
export function useSending(onDone: (result: ResponseOf<"POST /api/transfers">) => void) {
  const refresh = useStaleness();
  return useAction("POST /api/transfers", (result) => {
    refresh();
    onDone(result);
  });
}
