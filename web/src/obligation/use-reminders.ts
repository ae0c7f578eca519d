import { useQuery } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useApi } from "../api/use-api.tsx";

export type ReminderDay = ResponseOf<"GET /api/my-reminders">["items"][number];

/** What the person was reminded of in the last thirty days, a digest for each day. */
export function useReminders() {
  const api = useApi();
  return useQuery({
    queryKey: ["duties", "reminders"],
    queryFn: async ({ signal }) => (await api("GET /api/my-reminders", { signal })).items,
  });
}
