import { App, Button, Form, Input } from "antd";
import type { RecipientKey } from "../../feedback/use-feedback.ts";
import { secretOfWords, useKeepKey } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTerms, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { type Passphrase, PassphraseItems } from "./passphrase-items.tsx";

interface RecoverKeyProps {
  readonly recipientKey: RecipientKey;
  readonly onDone: () => void;
  readonly onLost: () => void;
  readonly onBack: () => void;
}

/** The recovery words open the same key again, under a new passphrase. */
export function RecoverKey({ recipientKey, onDone, onLost, onBack }: RecoverKeyProps) {
  const { key: texts } = useTermsOf(feedbackTerms);
  const { back } = useTerms();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passphrase & { words: string }>();
  const { keep, isBusy, error } = useKeepKey(recipientKey, () => {
    message.success(texts.saved);
    onDone();
  });
  const recover = async ({ words, passphrase }: Passphrase & { words: string }) => {
    const verdict = await secretOfWords(words, recipientKey);
    if (typeof verdict === "object") return await keep(verdict.secret, passphrase);
    const reason = verdict === "not_words" ? texts.wrongWords : texts.notThisKey;
    form.setFields([{ name: "words", errors: [reason] }]);
  };
  return (
    <Form form={form} layout="vertical" className="key-form" onFinish={(values) => void recover(values)}>
      <Form.Item name="words" label={texts.words} rules={[{ required: true, message: texts.wrongWords }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <PassphraseItems />
      {error !== null && <ProblemAlert error={error} />}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {texts.recover}
        </Button>
        <Button onClick={onLost}>{texts.replace}</Button>
        <Button onClick={onBack}>{back}</Button>
      </div>
    </Form>
  );
}
