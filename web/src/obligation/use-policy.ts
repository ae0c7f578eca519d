import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction, useApi } from "../api/use-api.tsx";
import { draftOf, type PolicyDraft } from "./policy-draft.ts";

const key = ["rule-policy"] as const;

/** What the university decided about the rules. */
export function usePolicy() {
  const api = useApi();
  return useQuery({ queryKey: key, queryFn: ({ signal }) => api("GET /api/rule-policy", { signal }) });
}

/** The settings as somebody is changing them; they are saved as a whole. */
export function usePolicyDraft(saved: Parameters<typeof draftOf>[0], onSaved: () => void) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(saved));
  const [isChanged, setChanged] = useState(false);
  const action = useAction("PUT /api/rule-policy", (after) => {
    setDraft(after);
    setChanged(false);
    // Rules show the new numbers, and the duties follow within moments.
    for (const stale of [key, ["rules"], ["duties"]]) void queries.invalidateQueries({ queryKey: stale });
    onSaved();
  });
  return {
    draft,
    isChanged,
    change: (next: PolicyDraft) => {
      setDraft(next);
      setChanged(true);
    },
    save: () => action.mutate({ body: draft }),
    isSaving: action.isPending,
    error: action.error,
  };
}
