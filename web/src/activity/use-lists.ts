import { useQuery } from "@tanstack/react-query";
import { useApi } from "../api/use-api.tsx";
import type { Activity } from "./use-activities.ts";

/** Whether people take a place, of some or of as many as come. */
export const asksForSignUp = ({ capacity, due }: Pick<Activity, "capacity" | "due">): boolean =>
  capacity !== null || due === "signed_up";

export function useSignUps(activityId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId, "sign-ups"],
    queryFn: ({ signal }) => api("GET /api/activities/{activityId}/sign-ups", { params: { activityId }, signal }),
  });
}

export function useVersions(activityId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId, "versions"],
    queryFn: ({ signal }) => api("GET /api/activities/{activityId}/versions", { params: { activityId }, signal }),
  });
}

/** Study hours and attendance of the members of one branch. */
export function useStudyHours(organizationId: string | undefined, year: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["ledger", "study", organizationId, year],
    enabled: organizationId !== undefined,
    queryFn: ({ signal }) =>
      api("GET /api/study-hours", { query: { organizationId: organizationId ?? "", year }, signal }),
  });
}
