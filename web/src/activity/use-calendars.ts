import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction, useApi } from "../api/use-api.tsx";

/** The addresses of calendars; a new one is shown once, then only its end can be seen to. */
export function useCalendars() {
  const api = useApi();
  const queries = useQueryClient();
  const [address, setAddress] = useState<string>();
  const { data, error, refetch } = useQuery({
    queryKey: ["calendar-feeds"],
    queryFn: ({ signal }) => api("GET /api/calendar-feeds", { signal }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ["calendar-feeds"] });
  const create = useAction("POST /api/calendar-feeds", ({ path }) => {
    setAddress(location.origin + path);
    void refresh();
  });
  const revoke = useAction("POST /api/calendar-feeds/{feedId}/revoke", () => {
    setAddress(undefined);
    void refresh();
  });
  return {
    data,
    loadError: error,
    refetch,
    address,
    create: (organizationId: string | null) => create.mutate({ body: { organizationId } }),
    revoke: (feedId: string) => revoke.mutate({ params: { feedId }, body: {} }),
    isPending: create.isPending || revoke.isPending,
    error: create.error ?? revoke.error,
  };
}
