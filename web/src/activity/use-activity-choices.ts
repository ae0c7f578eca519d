import { mayAt } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import { useOrganizations } from "../organization/use-organizations.ts";
import { todayOnCampus } from "../terms/dates.ts";
import type { Activity } from "./use-activities.ts";
import { type ActivityStep, useActivityStep } from "./use-activity-step.ts";

/** What the person may do to an activity now, each as its press; what may not be done is absent. */
export function useActivityChoices(activity: Activity, onDone: (step: ActivityStep) => void) {
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { publish, cancel, hold, giveBack, confirm, joint, ...steps } = useActivityStep(onDone);
  const { activityId, state, may, version, day } = activity;
  const params = { activityId };
  const only = { params, body: { version } };
  const isPlanned = state === "draft" || state === "published";
  const isDay = day <= todayOnCampus();
  const invited = activity.joint.find(
    ({ organizationId, state: answer }) =>
      answer === "invited" && mayAt(me, "activity.manage", tree?.find(organizationId)?.path ?? ""),
  );
  return {
    ...steps,
    isDay,
    mayChange: may.manage && isPlanned,
    mayRecord: may.record && (state === "held" || state === "recorded"),
    mayCorrect: may.confirm && (state === "confirmed" || state === "filed"),
    publish: may.manage && state === "draft" ? () => publish.mutate(only) : undefined,
    hold: may.record && state === "published" && isDay ? () => hold.mutate(only) : undefined,
    confirm: may.confirm && state === "recorded" ? () => confirm.mutate(only) : undefined,
    giveBack:
      may.confirm && state === "recorded"
        ? (remark: string) => giveBack.mutate({ params, body: { version, remark } })
        : undefined,
    cancel:
      may.manage && isPlanned ? (reason: string) => cancel.mutate({ params, body: { version, reason } }) : undefined,
    answerJoint:
      invited && isPlanned
        ? (answer: "accepted" | "declined") =>
            joint.mutate({ params, body: { version, organizationId: invited.organizationId, answer } })
        : undefined,
  };
}
