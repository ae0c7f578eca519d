import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../api/use-api.tsx";

/** Marks of the recorder and answers to requests for leave; the lists follow. */
export function useAttendanceSteps(activityId: string, onDecided: (decision: "granted" | "declined") => void) {
  const queries = useQueryClient();
  const refresh = () => {
    queries.invalidateQueries({ queryKey: ["activity", activityId] });
    queries.invalidateQueries({ queryKey: ["activities"] });
  };
  const mark = useAction("POST /api/activities/{activityId}/attendance", (list) => {
    queries.setQueryData(["activity", activityId, "attendance"], list);
    queries.invalidateQueries({ queryKey: ["activity", activityId], exact: true });
  });
  const decide = useAction("POST /api/activities/{activityId}/leaves/{personId}/decision", ({ state }) => {
    refresh();
    onDecided(state === "granted" ? "granted" : "declined");
  });
  return { mark, decide };
}
