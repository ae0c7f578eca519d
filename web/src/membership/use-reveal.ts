import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { RevealPurpose } from "../../../lib/membership/reveal-purposes.ts";
import { useApi } from "../api/use-api.tsx";

/** Each look is a look of its own on record, so it is sent without an idempotency key, and its answer is kept nowhere. */
export function useReveal(personId: string) {
  const api = useApi();
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (purpose: RevealPurpose) =>
      api("POST /api/people/{personId}/id-number/reveal", { params: { personId }, body: { purpose } }),
    networkMode: "always",
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["people", "one", personId, "timeline"] }),
  });
  const reveal = useCallback((purpose: RevealPurpose) => mutate(purpose), [mutate]);
  return { reveal, idNumber: data?.idNumber, error, isPending };
}
