import type { Activity, Leave } from "./use-activities.ts";
import { useAttendanceSteps } from "./use-attendance-steps.ts";

type Decision = "granted" | "declined";

/** The answer to one request for leave, as long as it is open and the record is not confirmed. */
export function useLeaveDecision(
  { activityId, may, state }: Activity,
  leave: Leave,
  onDecided: (decision: Decision) => void,
) {
  const { decide } = useAttendanceSteps(activityId, onDecided);
  const isOpen = leave.state === "requested" && ["published", "held", "recorded"].includes(state);
  const params = { activityId, personId: leave.personId };
  return {
    answer: may.confirm && isOpen ? (decision: Decision) => decide.mutate({ params, body: { decision } }) : undefined,
    isPending: decide.isPending,
    error: decide.error,
  };
}
