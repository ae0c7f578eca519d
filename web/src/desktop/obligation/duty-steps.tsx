import { App, Button } from "antd";
import { useState } from "react";
import { describeStep } from "../../obligation/describe-step.ts";
import { type Duty, type DutyStep, useDutySteps } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { TextDialog } from "./text-dialog.tsx";

/** The buttons for what the person may do about a duty. */
export function DutySteps({ duty, allowed }: { duty: Duty; allowed: readonly DutyStep[] }) {
  const words = useWords();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<DutyStep>();
  const steps = useDutySteps((step) => {
    setAsking(undefined);
    message.success(describeStep(step, words).done);
  });
  const titleOf = (step: DutyStep) => words.texts.actionOf(describeStep(step, words).name, duty.what[words.language]);
  const form = asking && describeStep(asking, words).form;
  return (
    <>
      {allowed.map((step) => {
        const { name, form: hasForm } = describeStep(step, words);
        return (
          <Button
            key={step}
            type={step === "submit" || step === "accept" ? "primary" : "default"}
            disabled={steps.isPending}
            onClick={() => (hasForm ? setAsking(step) : steps.take(step, duty))}
            aria-label={titleOf(step)}
          >
            {name}
          </Button>
        );
      })}
      {steps.error !== null && asking === undefined && <ProblemAlert error={steps.error} />}
      {asking && form && (
        <TextDialog
          title={titleOf(asking)}
          about={form.hint}
          label={form.label}
          okText={describeStep(asking, words).name}
          minimum={form.minimum}
          missing={form.missing}
          isSending={steps.isPending}
          error={steps.error}
          onSend={(text) => steps.take(asking, duty, text)}
          onClose={() => {
            steps.reset();
            setAsking(undefined);
          }}
        />
      )}
    </>
  );
}
