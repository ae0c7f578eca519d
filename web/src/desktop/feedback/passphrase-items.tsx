import { Form, Input } from "antd";
import { shortestPassphrase } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";

export interface Passphrase {
  readonly passphrase: string;
  readonly again: string;
}

/** A passphrase, typed twice because nobody can look it up. */
export function PassphraseItems() {
  const { key: texts } = useTermsOf(feedbackTerms);
  return (
    <>
      <Form.Item
        name="passphrase"
        label={texts.passphrase}
        extra={texts.passphraseHint}
        rules={[{ required: true, min: shortestPassphrase, message: texts.tooShort }]}
      >
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="again"
        label={texts.again}
        dependencies={["passphrase"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value: string | undefined) =>
              value === getFieldValue("passphrase") ? Promise.resolve() : Promise.reject(new Error(texts.different)),
          }),
        ]}
      >
        <Input.Password autoComplete="off" />
      </Form.Item>
    </>
  );
}
