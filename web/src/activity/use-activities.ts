import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

export type Activity = ResponseOf<"GET /api/activities/{activityId}">;
export type ActivityCard = ResponseOf<"GET /api/activities">["items"][number];
export type OwnActivity = ResponseOf<"GET /api/me/activities">["items"][number];
export type ActivityKind = ResponseOf<"GET /api/activity-kinds">["items"][number];
export type AttendanceList = ResponseOf<"GET /api/activities/{activityId}/attendance">;
export type Leave = ResponseOf<"GET /api/activities/{activityId}/leaves">["items"][number];

/** What a change of an activity makes stale. */
export const activityRoots = ["activities", "activity", "ledger"] as const;

/** The kinds with their articles; they change with a release only. */
export function useKinds() {
  const api = useApi();
  return useQuery({
    queryKey: ["activity-kinds"],
    queryFn: ({ signal }) => api("GET /api/activity-kinds", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

interface Wanted {
  readonly organizationId: string | undefined;
  readonly from?: string;
  readonly to?: string;
  readonly order?: "ascending" | "descending";
}

export function useActivities({ organizationId, ...query }: Wanted) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["activities", organizationId, query],
    enabled: organizationId !== undefined,
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === undefined ? {} : { cursor: pageParam };
      return api("GET /api/activities", {
        query: { organizationId: organizationId ?? "", ...query, ...cursor },
        signal,
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

export function useOwnActivities() {
  const api = useApi();
  return useQuery({
    queryKey: ["activities", "own"],
    queryFn: ({ signal }) => api("GET /api/me/activities", { query: {}, signal }),
  });
}

export function useActivity(activityId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId],
    queryFn: ({ signal }) => api("GET /api/activities/{activityId}", { params: { activityId }, signal }),
  });
}

const liveMs = 5_000;

/** While people check in, the list follows by itself. */
export function useAttendance(activityId: string | undefined, isLive = false) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId, "attendance"],
    enabled: activityId !== undefined,
    queryFn: ({ signal }) =>
      api("GET /api/activities/{activityId}/attendance", { params: { activityId: activityId ?? "" }, signal }),
    ...(isLive && { refetchInterval: liveMs }),
  });
}

export function useLeaves(activityId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId, "leaves"],
    queryFn: ({ signal }) => api("GET /api/activities/{activityId}/leaves", { params: { activityId }, signal }),
  });
}

/** The code of now; asked for again as soon as it has changed. */
export function useRoomCode(activityId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId, "room-code"],
    queryFn: ({ signal }) => api("GET /api/activities/{activityId}/room-code", { params: { activityId }, signal }),
    staleTime: 0,
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => {
      if (state.data === undefined) return liveMs;
      return Math.max(1_000, new Date(state.data.validUntil).getTime() - Date.now() + 500);
    },
  });
}
