import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../api/use-api.tsx";
import type { Decision, RecordInput } from "./record-draft.ts";
import { type Activity, activityRoots } from "./use-activities.ts";

interface Correction {
  readonly reason: string;
  readonly attendance: { personId: string; state: Decision }[];
}

/** Hands in a record; with a reason it corrects a confirmed one. */
export function useSaveRecord(onDone: (step: "record" | "correct") => void) {
  const queries = useQueryClient();
  const finish = (step: "record" | "correct") => (activity: Activity) => {
    queries.setQueryData(["activity", activity.activityId], activity);
    for (const key of activityRoots) queries.invalidateQueries({ queryKey: [key] });
    onDone(step);
  };
  const handIn = useAction("POST /api/activities/{activityId}/record", finish("record"));
  const correct = useAction("POST /api/activities/{activityId}/correct", finish("correct"));
  return {
    error: handIn.error ?? correct.error,
    isPending: handIn.isPending || correct.isPending,
    save({ activityId, version }: Activity, record: RecordInput, correction: Correction | undefined) {
      const params = { activityId };
      if (correction === undefined) handIn.mutate({ params, body: { version, record } });
      else correct.mutate({ params, body: { version, record, ...correction } });
    },
  };
}
