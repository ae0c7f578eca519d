import { Button, Dialog, Toast } from "antd-mobile";
import { useState } from "react";
import { Link } from "react-router";
import type { Activity } from "../../activity/use-activities.ts";
import { useActivityChoices } from "../../activity/use-activity-choices.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";
import { ReasonForm } from "./reason-form.tsx";

/** What can be done on a phone, the next step first; what takes a reason opens its form below. */
export function Steps({ activity }: { activity: Activity }) {
  const texts = useTermsOf(activityStepTerms);
  const { terms } = useLanguage();
  const [asking, setAsking] = useState<"cancel" | "giveBack">();
  const { activityId, state, may, startsAt } = activity;
  const steps = useActivityChoices(activity, (step) => {
    setAsking(undefined);
    Toast.show({ content: texts.done[step] });
  });
  const { publish, hold, confirm, giveBack, cancel, answerJoint, isPending } = steps;
  const ask = (step: typeof asking) => {
    steps.reset();
    setAsking(step);
  };
  const send = asking === "cancel" ? cancel : giveBack;
  if (asking !== undefined && send !== undefined) {
    return (
      <ReasonForm
        step={asking}
        isSending={isPending}
        error={steps.error}
        onSend={(text) => send(text)}
        onClose={() => ask(undefined)}
      />
    );
  }
  const makeSure = async (press: () => void) => {
    const isSure = await Dialog.confirm({
      content: texts.confirmText,
      confirmText: texts.steps.confirm,
      cancelText: terms.cancel,
    });
    if (isSure) press();
  };
  const isAhead = startsAt > new Date().toISOString();
  // What is over already is published, held and recorded in one press.
  const mayRecordDraft = may.record && may.manage && state === "draft" && !isAhead;
  const mayRecord = steps.mayRecord || hold !== undefined || mayRecordDraft;
  const button = { block: true, size: "large", loading: isPending } as const;
  return (
    <div className="buttons">
      {steps.error !== null && (
        <Problem error={steps.error} {...(steps.isLost && { onRetry: () => void steps.reload() })} />
      )}
      {publish && isAhead && (
        <Button {...button} color="primary" onClick={publish}>
          {texts.steps.publish}
        </Button>
      )}
      {hold && (
        <Button {...button} onClick={hold}>
          {texts.steps.hold}
        </Button>
      )}
      {confirm && (
        <Button {...button} color="primary" onClick={() => void makeSure(confirm)}>
          {texts.steps.confirm}
        </Button>
      )}
      {mayRecord && (
        <Link
          className={state === "recorded" ? "wide-link" : "wide-link primary"}
          to={`/activities/${activityId}/record`}
        >
          {state === "recorded" ? texts.steps.rerecord : texts.steps.record}
        </Link>
      )}
      {giveBack && (
        <Button {...button} onClick={() => ask("giveBack")}>
          {texts.steps.giveBack}
        </Button>
      )}
      {answerJoint && (
        <>
          <Button {...button} color="primary" onClick={() => answerJoint("accepted")}>
            {texts.steps.accept}
          </Button>
          <Button {...button} onClick={() => answerJoint("declined")}>
            {texts.steps.decline}
          </Button>
        </>
      )}
      {steps.mayCorrect && (
        <Link className="wide-link" to={`/activities/${activityId}/record`}>
          {texts.steps.correct}
        </Link>
      )}
      {steps.mayChange && (
        <Link className="wide-link" to={`/activities/${activityId}/change`}>
          {texts.steps.change}
        </Link>
      )}
      {cancel && (
        <Button {...button} onClick={() => ask("cancel")}>
          {texts.steps.cancel}
        </Button>
      )}
    </div>
  );
}
