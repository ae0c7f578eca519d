import { useQueryClient } from "@tanstack/react-query";
import { isLostRace } from "../api/describe-error.ts";
import { useAction } from "../api/use-api.tsx";
import { type Activity, activityRoots } from "./use-activities.ts";

export type ActivityStep = "publish" | "cancel" | "hold" | "giveBack" | "confirm" | "joint";

/** The steps of an activity, each one press; `onDone` runs after the answer. */
export function useActivityStep(onDone: (step: ActivityStep) => void) {
  const queries = useQueryClient();
  const finish = (step: ActivityStep) => (activity: Activity) => {
    queries.setQueryData(["activity", activity.activityId], activity);
    for (const key of activityRoots) queries.invalidateQueries({ queryKey: [key] });
    onDone(step);
  };
  const publish = useAction("POST /api/activities/{activityId}/publish", finish("publish"));
  const cancel = useAction("POST /api/activities/{activityId}/cancel", finish("cancel"));
  const hold = useAction("POST /api/activities/{activityId}/hold", finish("hold"));
  const giveBack = useAction("POST /api/activities/{activityId}/give-back", finish("giveBack"));
  const confirm = useAction("POST /api/activities/{activityId}/confirm", finish("confirm"));
  const joint = useAction("POST /api/activities/{activityId}/joint", finish("joint"));
  const all = [publish, cancel, hold, giveBack, confirm, joint];
  const error = all.find((action) => action.error !== null)?.error ?? null;
  return {
    publish,
    cancel,
    hold,
    giveBack,
    confirm,
    joint,
    isPending: all.some((action) => action.isPending),
    error,
    /** Somebody else was faster: what is shown has to be read again first. */
    isLost: isLostRace(error),
    reload: () => queries.invalidateQueries({ queryKey: ["activity"] }),
    reset() {
      for (const action of all) action.reset();
    },
  };
}
