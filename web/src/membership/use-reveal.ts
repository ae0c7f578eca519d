import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { RevealPurpose } from "../../../lib/membership/reveal-purposes.ts";
import { useApi } from "../api/use-api.tsx";
import { useResumed } from "../auth/use-resumed.ts";

/** Each look is a look of its own on record, so it is sent without an idempotency key, and its answer is kept nowhere. */
function useReveal(personId: string) {
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

/** What the form for a look at the full number holds, the same in both shells: it goes on by itself after a fresh login. */
export function useRevealForm(personId: string, resumed: RevealPurpose | undefined) {
  const [purpose, choose] = useState(resumed);
  const sending = useReveal(personId);
  useResumed(resumed, sending.reveal);
  return { ...sending, purpose, choose };
}
