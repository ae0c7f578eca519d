import { Button, Skeleton } from "antd-mobile";
import { type FormEvent, useState } from "react";
import { useForgetOpened } from "../../feedback/open-messages.ts";
import { lock, useUnlockedKey } from "../../feedback/unlocked-key.ts";
import { type RecipientKey, useRecipientKey } from "../../feedback/use-feedback.ts";
import { unlockWith } from "../../feedback/use-key.ts";
import { feedbackTerms } from "../../terms/feedback.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";
import { TextField } from "../text-field.tsx";
import { CreateKey } from "./create-key.tsx";
import { RecoverKey } from "./recover-key.tsx";

type Way = "unlock" | "recover" | "replace";

/** Makes, opens, restores or replaces a recipient's key. */
export function KeyCard() {
  const { key: texts } = useTermsOf(feedbackTerms);
  const { data, isError, error, refetch } = useRecipientKey();
  const [way, setWay] = useState<Way>("unlock");
  const unlocked = useUnlockedKey();
  const done = () => setWay("unlock");
  return (
    <section className="card" aria-labelledby="own-key">
      <h2 id="own-key">{texts.title}</h2>
      {isError && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Skeleton.Paragraph lineCount={3} animated />}
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
          {way === "recover" && <RecoverKey recipientKey={data.key} onDone={done} onLost={() => setWay("replace")} />}
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
    <p className="unlocked">
      <span className="state state-good">{texts.unlocked}</span> <Button onClick={close}>{texts.lock}</Button>
    </p>
  );
}

function Unlock({ recipientKey, onForgotten }: { recipientKey: RecipientKey; onForgotten: () => void }) {
  const { key: texts } = useTermsOf(feedbackTerms);
  const [passphrase, setPassphrase] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    // Unlocked, this form is gone.
    if (await unlockWith(recipientKey, passphrase)) return;
    setBusy(false);
    setWrong(true);
  };
  return (
    <form onSubmit={(event) => void open(event)}>
      <p className="soft">{texts.locked}</p>
      <TextField
        label={texts.passphrase}
        type="password"
        autoComplete="off"
        required
        value={passphrase}
        onChange={setPassphrase}
      />
      <p className="field-error" role="alert">
        {isWrong && !isBusy && texts.wrong}
      </p>
      <Button block size="large" type="submit" color="primary" disabled={isBusy || passphrase === ""}>
        {isBusy ? texts.busy : texts.unlock}
      </Button>
      <div className="actions">
        <Button onClick={onForgotten}>{texts.forgot}</Button>
      </div>
    </form>
  );
}
