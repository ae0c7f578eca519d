import { Button } from "antd-mobile";
import { useId, useState } from "react";
import type { StepWords } from "../../obligation/use-duties.ts";
import { useEvidenceChoices } from "../../obligation/use-evidence.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

interface DutyFormProps {
  readonly organizationId: string;
  readonly hasDay: boolean;
  readonly hasActivity: boolean;
  readonly label: string;
  readonly hint: string;
  readonly okText: string;
  readonly minimum: number;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (words: StepWords) => void;
  readonly onClose: () => void;
}

/** Everything that is done about a duty is said in words, below the duty itself. */
export function DutyForm(props: DutyFormProps) {
  const { label, hint, okText, minimum, hasDay, hasActivity, isSending, error, onSend, onClose } = props;
  const { cancel } = useTerms();
  const { texts, today } = useWords();
  const activities = useEvidenceChoices(props.organizationId, hasActivity);
  const [on, setOn] = useState(today);
  const [activityId, setActivityId] = useState("");
  const id = useId();
  const [text, setText] = useState("");
  return (
    <form
      className="field duty-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ text: text.trim(), on, activityId: activityId || undefined });
      }}
    >
      {hasDay && (
        <label>
          {texts.reportDay}
          <input type="date" required max={today} value={on} onChange={({ target }) => setOn(target.value)} />
        </label>
      )}
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        required
        rows={3}
        maxLength={500}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <span className="soft">{hint}</span>
      {hasActivity && activities.length > 0 && (
        <label>
          {texts.activityEvidence}
          <select value={activityId} onChange={({ target }) => setActivityId(target.value)}>
            <option value="">{texts.noActivity}</option>
            {activities.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
      )}
      {error !== null && <Problem error={error} />}
      <span className="actions">
        <Button type="submit" color="primary" disabled={isSending || text.trim().length < minimum}>
          {isSending ? texts.saving : okText}
        </Button>
        <Button onClick={onClose}>{cancel}</Button>
      </span>
    </form>
  );
}
