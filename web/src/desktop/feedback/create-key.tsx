import { App, Button, Checkbox, Form } from "antd";
import { useEffect, useState } from "react";
import type { Bytes } from "../../../../lib/feedback-protocol/bytes.ts";
import { wordsOf } from "../../../../lib/feedback-protocol/receipt.ts";
import type { RecipientKey } from "../../feedback/use-feedback.ts";
import { newSecret, useKeepKey } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { type Passphrase, PassphraseItems } from "./passphrase-items.tsx";

/** Shows the recovery words first and keeps the key only when they were noted. */
export function CreateKey({ former, onDone }: { former: RecipientKey | null; onDone: () => void }) {
  const { key: texts } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const [secret] = useState<Bytes>(newSecret);
  const [words, setWords] = useState("");
  const [isNoted, setNoted] = useState(false);
  useEffect(() => {
    wordsOf(secret).then(setWords);
  }, [secret]);
  const { keep, isBusy, error } = useKeepKey(former, () => {
    message.success(texts.saved);
    onDone();
  });
  return (
    <Form<Passphrase>
      layout="vertical"
      className="key-form"
      onFinish={({ passphrase }) => void keep(secret, passphrase)}
    >
      <PassphraseItems />
      <h3>{texts.words}</h3>
      <p className="recovery-words">{words}</p>
      <p className="soft">{texts.wordsText}</p>
      <p>
        <Button onClick={() => window.print()}>{texts.print}</Button>
      </p>
      <Checkbox checked={isNoted} onChange={({ target }) => setNoted(target.checked)}>
        {texts.noted}
      </Checkbox>
      {error !== null && <ProblemAlert error={error} />}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isNoted}>
          {former === null ? texts.save : texts.replaceConfirm}
        </Button>
      </div>
    </Form>
  );
}
