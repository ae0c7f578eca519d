import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../api/use-api.tsx";
import { activityRoots } from "./use-activities.ts";

type OwnStep = "signUp" | "withdraw" | "leave" | "checkIn" | "question";

/** What a person does about an activity for oneself; `onDone` runs after the answer. */
export function useOwnSteps(activityId: string, onDone: (step: OwnStep) => void) {
  const queries = useQueryClient();
  const params = { activityId };
  const finish = (step: OwnStep) => {
    for (const key of activityRoots) queries.invalidateQueries({ queryKey: [key] });
    onDone(step);
  };
  const signUp = useAction("POST /api/activities/{activityId}/sign-up", () => finish("signUp"));
  const withdraw = useAction("POST /api/activities/{activityId}/withdraw", () => finish("withdraw"));
  const leave = useAction("POST /api/activities/{activityId}/leave", () => finish("leave"));
  const checkIn = useAction("POST /api/activities/{activityId}/check-in", ({ state }) =>
    finish(state === "question" ? "question" : "checkIn"),
  );
  const all = [signUp, withdraw, leave, checkIn];
  return {
    signUp: () => signUp.mutate({ params, body: {} }),
    withdraw: () => withdraw.mutate({ params, body: {} }),
    leave: (reason: string) => leave.mutate({ params, body: { reason } }),
    checkIn: (code: string) => checkIn.mutate({ params, body: { code } }),
    isPending: all.some((action) => action.isPending),
    error: all.find((action) => action.error !== null)?.error ?? null,
    reset() {
      for (const action of all) action.reset();
    },
  };
}
