import { useQueryClient } from "@tanstack/react-query";
import { fieldErrorsOf } from "../api/describe-error.ts";
import { useAction } from "../api/use-api.tsx";
import { useLanguage } from "../terms/language.tsx";
import type { PlanFields } from "./activity-fields.ts";
import { type Activity, activityRoots } from "./use-activities.ts";

/** Saves what is planned: a new draft at an organisation, or a change of an activity. */
export function usePlanning(onDone: (activity: Activity) => void) {
  const queries = useQueryClient();
  const { language } = useLanguage();
  const finish = (activity: Activity) => {
    queries.setQueryData(["activity", activity.activityId], activity);
    for (const key of activityRoots) queries.invalidateQueries({ queryKey: [key] });
    onDone(activity);
  };
  const creation = useAction("POST /api/activities", finish);
  const change = useAction("POST /api/activities/{activityId}/change", finish);
  const error = creation.error ?? change.error;
  return {
    error,
    /** What is wrong with single fields. */
    reasons: fieldErrorsOf(error, language).map(({ reason }) => reason),
    isPending: creation.isPending || change.isPending,
    save(fields: PlanFields, jointOrganizationIds: readonly string[], target: Activity | string) {
      const joint = [...jointOrganizationIds];
      if (typeof target === "string") {
        creation.mutate({ body: { ...fields, hostOrganizationId: target, jointOrganizationIds: joint } });
        return;
      }
      const { activityId, version } = target;
      change.mutate({ params: { activityId }, body: { version, activity: fields, jointOrganizationIds: joint } });
    },
  };
}
