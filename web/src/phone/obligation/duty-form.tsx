import { Button } from "antd-mobile";
import { useId, useState } from "react";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

interface DutyFormProps {
  readonly label: string;
  readonly hint: string;
  readonly okText: string;
  readonly minimum: number;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (text: string) => void;
  readonly onClose: () => void;
}

/** Everything that is done about a duty is said in words, below the duty itself. */
export function DutyForm({ label, hint, okText, minimum, isSending, error, onSend, onClose }: DutyFormProps) {
  const { cancel } = useTerms();
  const { texts } = useWords();
  const id = useId();
  const [text, setText] = useState("");
  return (
    <form
      className="field duty-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(text.trim());
      }}
    >
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
