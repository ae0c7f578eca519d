import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RequestOf, ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import { daysBetween } from "./days.ts";

export type Appointment = ResponseOf<"GET /api/organizations/{organizationId}/appointments">["items"][number];
export type RoleGrant = ResponseOf<"GET /api/role-grants">["items"][number];

const key = ["appointments"] as const;

export function useCurrentAppointments(organizationId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...key, "current", organizationId],
    queryFn: ({ signal }) =>
      api("GET /api/organizations/{organizationId}/appointments", { params: { organizationId }, signal }),
  });
}

/** Former holders, page by page; a page may hold fewer, even none, and still have a next one. */
export function usePastAppointments(organizationId: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...key, "past", organizationId],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/organizations/{organizationId}/appointments", {
        params: { organizationId },
        query: { status: "past", ...(pageParam !== undefined && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export function useRoleGrants() {
  const api = useApi();
  return useQuery({ queryKey: [...key, "grants"], queryFn: ({ signal }) => api("GET /api/role-grants", { signal }) });
}

/** Full numbers only are looked up: the directory is no list to browse. */
export function useAccount(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["account", accountId],
    queryFn: ({ signal }) => api("GET /api/accounts/{accountId}", { params: { accountId }, signal }),
    enabled: accountId.length >= 4,
    retry: false,
  });
}

export type PostAction =
  | "POST /api/organizations/{organizationId}/appointments"
  | "POST /api/organizations/{organizationId}/appointments/{appointmentId}/replace"
  | "POST /api/organizations/{organizationId}/appointments/{appointmentId}/end"
  | "POST /api/role-grants"
  | "POST /api/role-grants/{appointmentId}/end";

/** A change of posts; every list of them is asked for anew, also after a refusal, which says that something changed. */
export function usePostAction<Key extends PostAction>(route: Key, onDone: (result: ResponseOf<Key>) => void) {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: key });
  const action = useAction(route, (result) => {
    refresh();
    onDone(result);
  });
  return {
    error: action.error,
    isPending: action.isPending,
    send: (request: RequestOf<Key>, onError: (error: Error) => void) =>
      action.mutate(request, {
        onError: (error) => {
          refresh();
          onError(error);
        },
      }),
  };
}

/** So long before the end of a post its end is pointed out: when the superior reminds of the election. */
const noticeDays = 183;

/** What to point out about a post: that it begins later, or ends soon. */
export function markOf(
  { from, to }: Appointment,
  today: string,
): { startsOn: string } | { endsIn: number } | undefined {
  if (from > today) return { startsOn: from };
  const left = to === null ? Number.POSITIVE_INFINITY : daysBetween(today, to);
  return left <= noticeDays ? { endsIn: left } : undefined;
}
