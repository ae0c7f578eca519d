import { Button, Toast } from "antd-mobile";
import { type FormEvent, useState } from "react";
import type { RecipientKey } from "../../feedback/use-feedback.ts";
import { secretOfWords, useKeepKey } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";
import { isComplete, noPassphrase, PassphraseFields } from "./passphrase-fields.tsx";

interface RecoverKeyProps {
  readonly recipientKey: RecipientKey;
  readonly onDone: () => void;
  readonly onLost: () => void;
}

/** The recovery words open the same key again, under a new passphrase. */
export function RecoverKey({ recipientKey, onDone, onLost }: RecoverKeyProps) {
  const { key: texts } = useTermsOf(feedbackTerms);
  const { back } = useTerms();
  const [words, setWords] = useState("");
  const [trouble, setTrouble] = useState("");
  const [typed, setTyped] = useState(noPassphrase);
  const { keep, isBusy, error } = useKeepKey(recipientKey, () => {
    Toast.show({ content: texts.saved });
    onDone();
  });
  const recover = async (event: FormEvent) => {
    event.preventDefault();
    const verdict = await secretOfWords(words, recipientKey);
    if (typeof verdict === "object") return await keep(verdict.secret, typed.passphrase);
    setTrouble(verdict === "not_words" ? texts.wrongWords : texts.notThisKey);
  };
  return (
    <form onSubmit={(event) => void recover(event)}>
      <TextField label={texts.words} autoComplete="off" required value={words} onChange={setWords} />
      <p className="field-error" role="alert">
        {trouble}
      </p>
      <PassphraseFields typed={typed} onChange={setTyped} />
      {error !== null && <Problem error={error} />}
      <Button block size="large" type="submit" color="primary" disabled={isBusy || !isComplete(typed)}>
        {isBusy ? texts.busy : texts.recover}
      </Button>
      <div className="actions">
        <Button onClick={onLost}>{texts.replace}</Button>
        <Button onClick={onDone}>{back}</Button>
      </div>
    </form>
  );
}
