import { Button } from "antd-mobile";
import { useState } from "react";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

interface ReasonFormProps {
  readonly step: "cancel" | "giveBack";
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
}

/** A step that others have to understand takes a reason. */
export function ReasonForm({ step, isSending, error, onSend, onClose }: ReasonFormProps) {
  const { reasons, steps } = useTermsOf(activityStepTerms);
  const { keep } = reasons;
  const { cancel } = useTerms();
  const [reason, setReason] = useState("");
  const hints = { cancel: reasons.cancelHint, giveBack: reasons.giveBackHint };
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason.trim());
      }}
    >
      <label className="field">
        <span>{reasons[step]}</span>
        <textarea
          rows={3}
          required
          minLength={2}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <span className="soft">{hints[step]}</span>
      </label>
      {error !== null && <Problem error={error} />}
      <div className="buttons">
        <Button block type="submit" color="primary" size="large" loading={isSending}>
          {steps[step]}
        </Button>
        <Button block size="large" onClick={onClose}>
          {step === "cancel" ? keep : cancel}
        </Button>
      </div>
    </form>
  );
}
