import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { RequestOf, ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type ChannelDecision = ResponseOf<"GET /api/organizations/{organizationId}/message-channels">;
export type ChannelChange = RequestOf<"PUT /api/organizations/{organizationId}/message-channels">["body"];

/** By which channels the messages of an organisation go out. */
export function useChannels(organizationId: string | undefined, onSaved: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ["messages", "channels", organizationId];
  const params = { organizationId: organizationId ?? "" };
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => api("GET /api/organizations/{organizationId}/message-channels", { params, signal }),
    enabled: organizationId !== undefined,
  });
  const save = useAction("PUT /api/organizations/{organizationId}/message-channels", (saved) => {
    queries.setQueryData(queryKey, saved);
    onSaved();
  });
  return {
    ...query,
    save: (body: ChannelChange) => save.mutate({ params, body }),
    isSaving: save.isPending,
    problem: save.error,
  };
}
