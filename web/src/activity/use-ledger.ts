import { useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

type GridPage = ResponseOf<"GET /api/ledger-grid">;
export type Ledger = ResponseOf<"GET /api/ledger">;
export type LedgerEntry = Ledger["entries"][number];
export type GridRow = GridPage["items"][number];
export type LedgerCell = Ledger["cells"][number];

export function useLedger(organizationId: string | undefined, year: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["ledger", organizationId, year],
    enabled: organizationId !== undefined,
    queryFn: ({ signal }) => api("GET /api/ledger", { query: { organizationId: organizationId ?? "", year }, signal }),
  });
}

/** Every organisation of the subtree, page by page. */
export function useLedgerGrid(organizationId: string | undefined, year: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["ledger", "grid", organizationId, year],
    enabled: organizationId !== undefined,
    queryFn: async ({ signal }) => {
      const items: GridPage["items"] = [];
      let cursor: string | undefined;
      do {
        const page: GridPage = await api("GET /api/ledger-grid", {
          query: { organizationId: organizationId ?? "", year, limit: 100, ...(cursor !== undefined && { cursor }) },
          signal,
        });
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return items;
    },
  });
}

/** What one member of a branch took part in; asked for when somebody opens it. */
export function usePersonLedger(query: { organizationId: string; year: number }, personId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["ledger", "person", query, personId],
    queryFn: ({ signal }) => api("GET /api/study-hours/{personId}", { params: { personId }, query, signal }),
  });
}

export function useOwnLedger(year: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["ledger", "own", year],
    queryFn: ({ signal }) => api("GET /api/me/ledger", { query: { year }, signal }),
  });
}
