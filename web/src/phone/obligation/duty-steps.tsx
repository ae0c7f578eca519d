import { Button, Toast } from "antd-mobile";
import { useState } from "react";
import { describeStep, isMain } from "../../obligation/describe-step.ts";
import { type Duty, type DutyStep, useDutySteps } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { Problem } from "../problem.tsx";
import { DutyForm } from "./duty-form.tsx";

/** The buttons for what the person may do about a duty; a form opens in their place. */
export function DutySteps({ duty, allowed }: { duty: Duty; allowed: readonly DutyStep[] }) {
  const words = useWords();
  const [asking, setAsking] = useState<DutyStep>();
  const steps = useDutySteps((step) => {
    setAsking(undefined);
    Toast.show({ content: describeStep(step, words).done });
  });
  const asked = asking && describeStep(asking, words);
  if (asking && asked?.form) {
    return (
      <DutyForm
        organizationId={duty.organizationId}
        label={asked.form.label}
        hint={asked.form.hint}
        okText={asked.name}
        minimum={asked.form.minimum}
        hasDay={asked.form.hasDay === true}
        hasActivity={asked.form.hasActivity === true}
        isSending={steps.isPending}
        error={steps.error}
        onSend={(said) => steps.take(asking, duty, said)}
        onClose={() => {
          steps.reset();
          setAsking(undefined);
        }}
      />
    );
  }
  return (
    <>
      {allowed.map((step) => {
        const { name, form } = describeStep(step, words);
        return (
          <Button
            key={step}
            color={isMain(step) ? "primary" : "default"}
            disabled={steps.isPending}
            onClick={() => (form ? setAsking(step) : steps.take(step, duty))}
            aria-label={words.texts.actionOf(name, duty.what[words.language])}
          >
            {name}
          </Button>
        );
      })}
      {steps.error !== null && <Problem error={steps.error} />}
    </>
  );
}
