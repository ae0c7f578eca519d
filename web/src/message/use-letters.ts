import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useAction, useApi } from "../api/use-api.tsx";

/** What could not be delivered, and trying it again. */
export function useLetters(onRedriven: (sent: number, unreadable: number) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ["messages", "letters"];
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api("GET /api/message-dead-letters", { signal }) });
  const redrive = useAction("POST /api/message-dead-letters/redrive", ({ sent, unreadable }) => {
    void queries.invalidateQueries({ queryKey });
    onRedriven(sent, unreadable);
  });
  return {
    ...query,
    redrive: () => redrive.mutate({ body: {} }),
    isRedriving: redrive.isPending,
    problem: redrive.error,
  };
}
