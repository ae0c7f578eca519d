import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";
import type { Me } from "../me/me.ts";

export type AuditEntry = ResponseOf<"GET /api/audit-entries">["items"][number];
type Verification = ResponseOf<"GET /api/audit-entries/verification">;

/** Where a person starts to read: everywhere (undefined), or at the first organisation whose records they may see. */
export function firstOrganizationOf(me: Me): string | undefined {
  const held = me.capabilities.filter(({ capability }) => capability === "audit.read");
  if (held.some(({ organizationId }) => organizationId === null)) return undefined;
  return held[0]?.organizationId ?? undefined;
}

/** The record, newest first, a page at a time. */
export function useAuditEntries(organizationId: string | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["audit", "entries", organizationId],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/audit-entries", {
        query: {
          ...(organizationId !== undefined && { organizationId }),
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** Has the server recompute the whole chain, stretch by stretch. */
export function useChainVerification() {
  const api = useApi();
  return useQuery({
    queryKey: ["audit", "verification"],
    queryFn: async ({ signal }) => {
      let result: Verification;
      let fromSequence = 1;
      do {
        result = await api("GET /api/audit-entries/verification", { query: { fromSequence }, signal });
        fromSequence = result.verifiedTo + 1;
      } while (result.isIntact && !result.isComplete);
      return result;
    },
  });
}
