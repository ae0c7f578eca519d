import { App, Button, Form, Input, Skeleton } from "antd";
import { useState } from "react";
import { useForgetOpened } from "../../feedback/open-messages.ts";
import { lock, useUnlockedKey } from "../../feedback/unlocked-key.ts";
import { type RecipientKey, useRecipientKey } from "../../feedback/use-feedback.ts";
import { unlockWith } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { CreateKey } from "./create-key.tsx";
import { RecoverKey } from "./recover-key.tsx";

type Way = "unlock" | "recover" | "replace";

/** Makes, opens, restores or replaces a recipient's key. */
export function KeyPanel() {
  const { key: texts } = useTermsOf(feedbackTerms);
  const { data, isError, error, refetch } = useRecipientKey();
  const [way, setWay] = useState<Way>("unlock");
  const unlocked = useUnlockedKey();
  const done = () => setWay("unlock");
  return (
    <section className="panel" aria-labelledby="own-key">
      <h2 id="own-key">{texts.title}</h2>
      {isError && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {!data && !isError && <Skeleton active />}
      {data && unlocked !== undefined && <Unlocked />}
      {data?.key === null && unlocked === undefined && (
        <>
          <p className="soft">{texts.intro}</p>
          <CreateKey former={null} onDone={done} />
        </>
      )}
      {data?.key && unlocked === undefined && (
        <>
          {way === "unlock" && <Unlock recipientKey={data.key} onForgotten={() => setWay("recover")} />}
          {way === "recover" && (
            <RecoverKey recipientKey={data.key} onDone={done} onLost={() => setWay("replace")} onBack={done} />
          )}
          {way === "replace" && (
            <>
              <p>{texts.replaceText}</p>
              <CreateKey former={data.key} onDone={done} />
            </>
          )}
        </>
      )}
    </section>
  );
}

function Unlocked() {
  const { key: texts } = useTermsOf(feedbackTerms);
  const forget = useForgetOpened();
  const close = () => {
    forget();
    lock();
  };
  return (
    <p>
      <span className="state state-good">{texts.unlocked}</span> <Button onClick={close}>{texts.lock}</Button>
    </p>
  );
}

function Unlock({ recipientKey, onForgotten }: { recipientKey: RecipientKey; onForgotten: () => void }) {
  const { key: texts } = useTermsOf(feedbackTerms);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ passphrase: string }>();
  const [isBusy, setBusy] = useState(false);
  const open = async ({ passphrase }: { passphrase: string }) => {
    setBusy(true);
    const isOpen = await unlockWith(recipientKey, passphrase);
    setBusy(false);
    if (!isOpen) form.setFields([{ name: "passphrase", errors: [texts.wrong] }]);
    else message.success(texts.unlocked);
  };
  return (
    <Form form={form} layout="vertical" className="key-form" onFinish={(values) => void open(values)}>
      <p className="soft">{texts.locked}</p>
      <Form.Item name="passphrase" label={texts.passphrase} rules={[{ required: true, message: texts.tooShort }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {texts.unlock}
        </Button>
        <Button onClick={onForgotten}>{texts.forgot}</Button>
      </div>
    </Form>
  );
}
