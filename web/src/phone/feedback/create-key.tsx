import { Button, Toast } from "antd-mobile";
import { useEffect, useState } from "react";
import type { Bytes } from "../../../../lib/feedback-protocol/bytes.ts";
import { wordsOf } from "../../../../lib/feedback-protocol/receipt.ts";
import type { RecipientKey } from "../../feedback/use-feedback.ts";
import { newSecret, useKeepKey } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";
import { isComplete, noPassphrase, PassphraseFields } from "./passphrase-fields.tsx";

/** Shows the recovery words first and keeps the key only when they were noted. */
export function CreateKey({ former, onDone }: { former: RecipientKey | null; onDone: () => void }) {
  const { key: texts } = useTermsOf(feedbackTerms);
  const [secret] = useState<Bytes>(newSecret);
  const [words, setWords] = useState("");
  const [typed, setTyped] = useState(noPassphrase);
  const [isNoted, setNoted] = useState(false);
  useEffect(() => {
    wordsOf(secret).then(setWords);
  }, [secret]);
  const { keep, isBusy, error } = useKeepKey(former, () => {
    Toast.show({ content: texts.saved });
    onDone();
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void keep(secret, typed.passphrase);
      }}
    >
      <PassphraseFields typed={typed} onChange={setTyped} />
      <h3>{texts.words}</h3>
      <p className="recovery-words">{words}</p>
      <p className="soft">{texts.wordsText}</p>
      <label className="noted">
        <input type="checkbox" checked={isNoted} onChange={({ target }) => setNoted(target.checked)} />
        <span>{texts.noted}</span>
      </label>
      {error !== null && <Problem error={error} />}
      <Button block size="large" type="submit" color="primary" disabled={isBusy || !isNoted || !isComplete(typed)}>
        {isBusy ? texts.busy : former === null ? texts.save : texts.replaceConfirm}
      </Button>
    </form>
  );
}
