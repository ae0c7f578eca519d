import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Activity } from "../../activity/use-activities.ts";
import { useActivityChoices } from "../../activity/use-activity-choices.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { ActivityDialog } from "./activity-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

type Opened = "change" | "cancel" | "giveBack" | undefined;

/** What can be done to the activity now, the next step first. */
export function StepButtons({ activity }: { activity: Activity }) {
  const texts = useTermsOf(activityStepTerms);
  const { cancel } = useTerms();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Opened>();
  const { activityId, state, title } = activity;
  const steps = useActivityChoices(activity, (step) => {
    setOpened(undefined);
    message.success(texts.done[step]);
  });
  const { publish, hold, confirm, giveBack, cancel: callOff, answerJoint, isPending } = steps;
  const open = (next: Opened) => {
    steps.reset();
    setOpened(next);
  };
  const record = () => navigate(`/activities/${activityId}/record`);
  return (
    <>
      <div className="actions">
        {publish && (
          <Button type="primary" loading={isPending} onClick={publish}>
            {texts.steps.publish}
          </Button>
        )}
        {hold && (
          <Button type="primary" loading={isPending} onClick={hold}>
            {texts.steps.hold}
          </Button>
        )}
        {confirm && (
          <Popconfirm
            title={texts.confirmText}
            okText={texts.steps.confirm}
            cancelText={cancel}
            onConfirm={() => confirm()}
          >
            <Button type="primary" loading={isPending}>
              {texts.steps.confirm}
            </Button>
          </Popconfirm>
        )}
        {steps.mayRecord && (
          <Button type={state === "held" ? "primary" : "default"} onClick={record}>
            {state === "held" ? texts.steps.record : texts.steps.rerecord}
          </Button>
        )}
        {giveBack && <Button onClick={() => open("giveBack")}>{texts.steps.giveBack}</Button>}
        {steps.mayCorrect && <Button onClick={record}>{texts.steps.correct}</Button>}
        {steps.mayChange && <Button onClick={() => open("change")}>{texts.steps.change}</Button>}
        {callOff && <Button onClick={() => open("cancel")}>{texts.steps.cancel}</Button>}
        {answerJoint && (
          <>
            <Button type="primary" loading={isPending} onClick={() => answerJoint("accepted")}>
              {texts.steps.accept}
            </Button>
            <Button loading={isPending} onClick={() => answerJoint("declined")}>
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
          isSending={isPending}
          error={steps.error}
          onSend={(text) => (opened === "cancel" ? callOff : giveBack)?.(text)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
