import { App, Button } from "antd";
import { useState } from "react";
import { describeStep, isMain } from "../../obligation/describe-step.ts";
import { type Duty, type DutyStep, useDutySteps } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { TextDialog } from "./text-dialog.tsx";

/** The buttons for what the person may do about a duty. */
export function DutySteps({ duty, allowed }: { duty: Duty; allowed: readonly DutyStep[] }) {
  const terms = useWords();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<DutyStep>();
  const steps = useDutySteps((step) => {
    setAsking(undefined);
    message.success(describeStep(step, terms).done);
  });
  const titleOf = (step: DutyStep) => terms.texts.actionOf(describeStep(step, terms).name, duty.what[terms.language]);
  const form = asking && describeStep(asking, terms).form;
  return (
    <>
      {allowed.map((step) => {
        const { name, form: hasForm } = describeStep(step, terms);
        return (
          <Button
            key={step}
            type={isMain(step) ? "primary" : "default"}
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
          organizationId={duty.organizationId}
          about={form.hint}
          label={form.label}
          okText={describeStep(asking, terms).name}
          minimum={form.minimum}
          missing={form.missing}
          hasDay={form.hasDay === true}
          hasActivity={form.hasActivity === true}
          isSending={steps.isPending}
          error={steps.error}
          onSend={(words) => steps.take(asking, duty, words)}
          onClose={() => {
            steps.reset();
            setAsking(undefined);
          }}
        />
      )}
    </>
  );
}
