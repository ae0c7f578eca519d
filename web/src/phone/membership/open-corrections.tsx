import { Button, TextArea, Toast } from "antd-mobile";
import { useState } from "react";
import { actorOf, type CorrectionLine, describeValue } from "../../membership/describe-line.ts";
import type { FieldName, Person } from "../../membership/person-fields.ts";
import { type Decision, useDecision } from "../../membership/use-decision.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatMoment } from "../../terms/dates.ts";
import { Problem } from "../problem.tsx";

function DecisionForm({ person, line }: { person: Person; line: CorrectionLine }) {
  const { texts } = useWords();
  const [reply, setReply] = useState("");
  const [isMissing, setMissing] = useState(false);
  const sending = useDecision(person, (decision) =>
    Toast.show({ content: decision === "accepted" ? texts.accepted : texts.declined, icon: "success" }),
  );
  const decide = (decision: Decision) => {
    setMissing(reply.trim() === "");
    if (reply.trim() !== "") sending.decide(line, decision, reply);
  };
  const id = `reply-${line.correctionId}`;
  return (
    <>
      <label htmlFor={id}>{texts.reply}</label>
      <TextArea
        id={id}
        className="reply"
        rows={2}
        maxLength={300}
        value={reply}
        onChange={setReply}
        placeholder={texts.replyPlaceholder}
      />
      {isMissing && (
        <p className="field-error" role="alert">
          {texts.replyRequired}
        </p>
      )}
      {sending.hasLostRace ? (
        <div className="problem" role="alert">
          <p>{texts.reloadFirst}</p>
          <Button onClick={sending.reload}>{texts.changedMeanwhileReload}</Button>
        </div>
      ) : (
        sending.error != null && <Problem error={sending.error} />
      )}
      <div className="sheet-buttons">
        <Button disabled={sending.isPending || sending.hasLostRace} onClick={() => decide("declined")}>
          {texts.decline}
        </Button>
        <Button
          color="primary"
          loading={sending.isPending}
          disabled={sending.hasLostRace}
          onClick={() => decide("accepted")}
        >
          {texts.accept}
        </Button>
      </div>
    </>
  );
}

/** What the person asked for and nobody has answered yet, with what stands in the record now. */
export function OpenCorrections({ person, corrections }: { person: Person; corrections: readonly CorrectionLine[] }) {
  const words = useWords();
  const { texts, language } = words;
  if (corrections.length === 0) return null;
  return (
    <section className="card corrections" aria-labelledby="corrections">
      <h2 id="corrections">{texts.openCorrections(corrections.length)}</h2>
      <ul className="plain-rows">
        {corrections.map((line) => (
          <li key={line.correctionId}>
            <p className="soft">
              {actorOf(line, words)} · {formatMoment(line.at, language)}
            </p>
            <dl className="changes">
              {Object.entries(line.fields).map(([field, value]) => (
                <div key={field}>
                  <dt>{texts.fields[field as FieldName]}</dt>
                  <dd>
                    <span className="soft">
                      {describeValue(field, person.fields[field as FieldName], words)} {texts.to}
                    </span>{" "}
                    <strong>{describeValue(field, value, words)}</strong>
                  </dd>
                </div>
              ))}
              <div>
                <dt>{texts.reasonGiven}</dt>
                <dd>{line.note}</dd>
              </div>
            </dl>
            <DecisionForm person={person} line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}
