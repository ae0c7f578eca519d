import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Activity } from "../../activity/use-activities.ts";
import { useActivityStep } from "../../activity/use-activity-step.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { ActivityDialog } from "./activity-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

type Opened = "change" | "cancel" | "giveBack" | undefined;

/** What can be done to the activity now, the next step first. */
export function StepButtons({ activity }: { activity: Activity }) {
  const texts = useTermsOf(activityStepTerms);
  const { cancel } = useTerms();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Opened>();
  const { activityId, state, may, version, title, day } = activity;
  const steps = useActivityStep((step) => {
    setOpened(undefined);
    message.success(texts.done[step]);
  });
  const params = { activityId };
  const only = { params, body: { version } };
  const open = (next: Opened) => {
    steps.reset();
    setOpened(next);
  };
  const isPlanned = state === "draft" || state === "published";
  const isDay = day <= todayOnCampus();
  const record = () => navigate(`/activities/${activityId}/record`);
  const invited = activity.joint.find(
    ({ organizationId, state: answer }) =>
      answer === "invited" && mayAt(me, "activity.manage", tree?.find(organizationId)?.path ?? ""),
  );
  const answerJoint = (answer: "accepted" | "declined") =>
    invited && steps.joint.mutate({ params, body: { version, organizationId: invited.organizationId, answer } });
  return (
    <>
      <div className="actions">
        {may.manage && state === "draft" && (
          <Button type="primary" loading={steps.publish.isPending} onClick={() => steps.publish.mutate(only)}>
            {texts.steps.publish}
          </Button>
        )}
        {may.record && state === "published" && isDay && (
          <Button type="primary" loading={steps.hold.isPending} onClick={() => steps.hold.mutate(only)}>
            {texts.steps.hold}
          </Button>
        )}
        {may.confirm && state === "recorded" && (
          <Popconfirm
            title={texts.confirmText}
            okText={texts.steps.confirm}
            cancelText={cancel}
            onConfirm={() => steps.confirm.mutate(only)}
          >
            <Button type="primary" loading={steps.confirm.isPending}>
              {texts.steps.confirm}
            </Button>
          </Popconfirm>
        )}
        {may.record && (state === "held" || state === "recorded") && (
          <Button type={state === "held" ? "primary" : "default"} onClick={record}>
            {state === "held" ? texts.steps.record : texts.steps.rerecord}
          </Button>
        )}
        {may.confirm && state === "recorded" && (
          <Button onClick={() => open("giveBack")}>{texts.steps.giveBack}</Button>
        )}
        {may.confirm && (state === "confirmed" || state === "filed") && (
          <Button onClick={record}>{texts.steps.correct}</Button>
        )}
        {may.manage && isPlanned && <Button onClick={() => open("change")}>{texts.steps.change}</Button>}
        {may.manage && isPlanned && <Button onClick={() => open("cancel")}>{texts.steps.cancel}</Button>}
        {invited && isPlanned && (
          <>
            <Button type="primary" loading={steps.joint.isPending} onClick={() => answerJoint("accepted")}>
              {texts.steps.accept}
            </Button>
            <Button loading={steps.joint.isPending} onClick={() => answerJoint("declined")}>
              {texts.steps.decline}
            </Button>
          </>
        )}
      </div>
      {steps.error !== null && opened === undefined && (
        <div className="after-alert">
          <ProblemAlert error={steps.error} {...(steps.isLost && { onRetry: () => void steps.reload() })} />
        </div>
      )}
      {opened === "change" && (
        <ActivityDialog
          activity={activity}
          onClose={() => setOpened(undefined)}
          onDone={() => {
            setOpened(undefined);
            message.success(texts.done.change);
          }}
        />
      )}
      {(opened === "cancel" || opened === "giveBack") && (
        <ReasonDialog
          step={opened}
          title={title}
          isSending={steps.isPending}
          error={steps.error}
          onSend={(text) => {
            if (opened === "cancel") steps.cancel.mutate({ params, body: { version, reason: text } });
            else steps.giveBack.mutate({ params, body: { version, remark: text } });
          }}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
