import { useQuery } from "@tanstack/react-query";
import { useApi } from "../api/use-api.tsx";

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
