import { Button, Dialog, Toast } from "antd-mobile";
import { Link } from "react-router";
import type { Activity } from "../../activity/use-activities.ts";
import { useActivityStep } from "../../activity/use-activity-step.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

/** What can be done on a phone, the next step first. */
export function Steps({ activity }: { activity: Activity }) {
  const texts = useTermsOf(activityStepTerms);
  const { terms } = useLanguage();
  const { activityId, state, may, version, day, startsAt } = activity;
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const steps = useActivityStep((step) => Toast.show({ content: texts.done[step] }));
  const params = { activityId };
  const confirm = async () => {
    const isSure = await Dialog.confirm({
      content: texts.confirmText,
      confirmText: texts.steps.confirm,
      cancelText: terms.cancel,
    });
    if (isSure) steps.confirm.mutate({ params, body: { version } });
  };
  const isDay = day <= todayOnCampus();
  const isPlanned = state === "draft" || state === "published";
  const invited = activity.joint.find(
    ({ organizationId, state: answer }) =>
      answer === "invited" && mayAt(me, "activity.manage", tree?.find(organizationId)?.path ?? ""),
  );
  const answerJoint = (answer: "accepted" | "declined") =>
    invited && steps.joint.mutate({ params, body: { version, organizationId: invited.organizationId, answer } });
  const mayRecord = may.record && (state === "held" || state === "recorded" || (state === "published" && isDay));
  const mayRecordDraft = may.record && may.manage && state === "draft" && startsAt <= new Date().toISOString();
  return (
    <div className="buttons">
      {steps.error !== null && <Problem error={steps.error} />}
      {may.manage && state === "draft" && startsAt > new Date().toISOString() && (
        <Button
          block
          color="primary"
          size="large"
          loading={steps.isPending}
          onClick={() => steps.publish.mutate({ params, body: { version } })}
        >
          {texts.steps.publish}
        </Button>
      )}
      {may.record && state === "published" && isDay && (
        <Button
          block
          size="large"
          loading={steps.isPending}
          onClick={() => steps.hold.mutate({ params, body: { version } })}
        >
          {texts.steps.hold}
        </Button>
      )}
      {may.confirm && state === "recorded" && (
        <Button block color="primary" size="large" loading={steps.isPending} onClick={() => void confirm()}>
          {texts.steps.confirm}
        </Button>
      )}
      {(mayRecord || mayRecordDraft) && (
        <Link
          className={state === "recorded" ? "wide-link" : "wide-link primary"}
          to={`/activities/${activityId}/record`}
        >
          {state === "recorded" ? texts.steps.rerecord : texts.steps.record}
        </Link>
      )}
      {invited && isPlanned && (
        <>
          <Button block color="primary" size="large" loading={steps.isPending} onClick={() => answerJoint("accepted")}>
            {texts.steps.accept}
          </Button>
          <Button block size="large" loading={steps.isPending} onClick={() => answerJoint("declined")}>
            {texts.steps.decline}
          </Button>
        </>
      )}
      {may.manage && isPlanned && (
        <Link className="wide-link" to={`/activities/${activityId}/change`}>
          {texts.steps.change}
        </Link>
      )}
    </div>
  );
}
