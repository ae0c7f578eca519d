import { shortestPassphrase } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { TextField } from "../text-field.tsx";

export interface TypedPassphrase {
  readonly passphrase: string;
  readonly again: string;
}

export const noPassphrase: TypedPassphrase = { passphrase: "", again: "" };

export const isComplete = ({ passphrase, again }: TypedPassphrase): boolean =>
  passphrase.length >= shortestPassphrase && passphrase === again;

interface PassphraseFieldsProps {
  readonly typed: TypedPassphrase;
  readonly onChange: (typed: TypedPassphrase) => void;
}

/** A passphrase, typed twice because nobody can look it up. */
export function PassphraseFields({ typed, onChange }: PassphraseFieldsProps) {
  const { key: texts } = useTermsOf(feedbackTerms);
  const { passphrase, again } = typed;
  const trouble =
    passphrase !== "" && passphrase.length < shortestPassphrase
      ? texts.tooShort
      : again !== "" && !passphrase.startsWith(again)
        ? texts.different
        : undefined;
  return (
    <>
      <TextField
        label={texts.passphrase}
        hint={texts.passphraseHint}
        type="password"
        autoComplete="off"
        required
        value={passphrase}
        onChange={(value) => onChange({ passphrase: value, again })}
      />
      <TextField
        label={texts.again}
        type="password"
        autoComplete="off"
        required
        value={again}
        onChange={(value) => onChange({ passphrase, again: value })}
      />
      <p className="field-error" role="status">
        {trouble}
      </p>
    </>
  );
}
