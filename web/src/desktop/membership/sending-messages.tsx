import { Alert, Button } from "antd";
import { describeValue } from "../../membership/describe-line.ts";
import type { PersonSending } from "../../membership/use-person-form.ts";
import { useWords } from "../../membership/use-words.ts";
import { ProblemAlert } from "../problem-alert.tsx";

/** What became of sending a form about a person: somebody was faster, or it was refused. The input stays. */
export function SendingMessages<Values>({ sending }: { sending: PersonSending<Values> }) {
  const words = useWords();
  const { texts } = words;
  const { hasLostRace, meanwhile, error, reload } = sending;
  return (
    <div className="dialog-messages">
      {hasLostRace && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={texts.changedMeanwhile}
          action={<Button onClick={reload}>{texts.changedMeanwhileReload}</Button>}
        />
      )}
      {!hasLostRace && meanwhile && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={texts.changedMeanwhile}
          description={
            <>
              <p>{meanwhile.length === 0 ? texts.changedMeanwhileNothing : texts.changedMeanwhileText}</p>
              <ul className="plain-list">
                {meanwhile.map(({ field, before, after }) => (
                  <li key={field}>
                    {texts.fields[field]}：{describeValue(field, before, words)} {texts.to}{" "}
                    <strong>{describeValue(field, after, words)}</strong>
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
      {error != null && !hasLostRace && <ProblemAlert error={error} />}
    </div>
  );
}
