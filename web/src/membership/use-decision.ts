import { isLostRace } from "../api/describe-error.ts";
import { useAction } from "../api/use-api.tsx";
import type { CorrectionLine } from "./describe-line.ts";
import type { Person } from "./person-fields.ts";
import { useRefreshPeople } from "./use-people.ts";

export type Decision = "accepted" | "declined";

/** Deciding a request for correction. Accepting changes the record, so everything about people is read again. */
export function useDecision({ personId, version = 1 }: Person, onDone: (decision: Decision) => void) {
  const refresh = useRefreshPeople();
  const action = useAction("POST /api/people/{personId}/corrections/{correctionId}/decision", ({ kind, ...line }) => {
    refresh();
    if (kind === "correction" && "status" in line && line.status !== "open") onDone(line.status);
  });
  return {
    error: action.error,
    isPending: action.isPending,
    /** The record is another one than was looked at: it is read again before anything is decided. */
    hasLostRace: isLostRace(action.error),
    reload: async () => {
      await refresh();
      action.reset();
    },
    decide: ({ correctionId }: CorrectionLine, decision: Decision, reply: string) =>
      action.mutate({ params: { personId, correctionId }, body: { version, decision, reply } }),
  };
}
