import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { createActionKey } from "../api/action-key.ts";
import { useApi } from "../api/use-api.tsx";
import type { Decision, RecordInput } from "./record-draft.ts";
import { type Activity, activityRoots } from "./use-activities.ts";

interface Meeting {
  readonly activityId: string;
  readonly marks: readonly { readonly personId: string; readonly state: Decision }[];
  readonly record: RecordInput;
}

const marksAtOnce = 200;

/**
 * Saves a meeting that took place in one press: published, held, ticked and recorded, as far as that is still to be done.
 * Cut off by the network, the same press goes on where it stopped.
 */
export function useSaveMeeting(onDone: (activity: Activity) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const keys = useRef(new Map<string, ReturnType<typeof createActionKey>>()).current;
  const keyFor = (step: string, request: unknown) => {
    const key = keys.get(step) ?? createActionKey();
    keys.set(step, key);
    return key.keyFor(request);
  };
  return useMutation<Activity, Error, Meeting>({
    mutationFn: async ({ activityId, marks, record }) => {
      const params = { activityId };
      const versioned = ({ version }: Activity, step: string) => {
        const request = { params, body: { version } };
        return { ...request, idempotencyKey: keyFor(step, request) };
      };
      let activity: Activity = await api("GET /api/activities/{activityId}", { params });
      if (activity.state === "draft") {
        activity = await api("POST /api/activities/{activityId}/publish", versioned(activity, "publish"));
      }
      if (activity.state === "published") {
        activity = await api("POST /api/activities/{activityId}/hold", versioned(activity, "hold"));
      }
      for (let start = 0; start < marks.length; start += marksAtOnce) {
        const request = { params, body: { marks: marks.slice(start, start + marksAtOnce) } };
        const idempotencyKey = keyFor(`attendance ${start}`, request);
        await api("POST /api/activities/{activityId}/attendance", { ...request, idempotencyKey });
      }
      const request = { params, body: { version: activity.version, record } };
      const idempotencyKey = keyFor("record", request);
      return await api("POST /api/activities/{activityId}/record", { ...request, idempotencyKey });
    },
    onSuccess: (activity) => {
      keys.clear();
      queries.setQueryData(["activity", activity.activityId], activity);
      onDone(activity);
    },
    // Also after a failure: some of the steps may have been taken.
    onSettled: () => {
      for (const key of activityRoots) queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
