import { Alert, App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { actorOf, type CorrectionLine, describeValue } from "../../membership/describe-line.ts";
import type { FieldName, Person } from "../../membership/person-fields.ts";
import { type Decision, useDecision } from "../../membership/use-decision.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatMoment } from "../../terms/dates.ts";
import { ProblemAlert } from "../problem-alert.tsx";

interface OpenCorrectionsProps {
  readonly person: Person;
  readonly corrections: readonly CorrectionLine[];
}

/** What the person asked for and nobody has answered yet, with what stands in the record now beside it. */
export function OpenCorrections({ person, corrections }: OpenCorrectionsProps) {
  const words = useWords();
  const { texts, language } = words;
  const [chosen, setChosen] = useState<CorrectionLine>();
  if (corrections.length === 0) return null;
  return (
    <section className="panel corrections" aria-labelledby="corrections">
      <h2 id="corrections">{texts.openCorrections(corrections.length)}</h2>
      <ul className="plain">
        {corrections.map((line) => (
          <li key={line.correctionId}>
            <div>
              <p className="soft">
                {actorOf(line, words)} · <time dateTime={line.at}>{formatMoment(line.at, language)}</time>
              </p>
              <Comparison person={person} line={line} />
            </div>
            <Button type="primary" onClick={() => setChosen(line)}>
              {texts.decide}
            </Button>
          </li>
        ))}
      </ul>
      {chosen && <DecisionDialog person={person} line={chosen} onClose={() => setChosen(undefined)} />}
    </section>
  );
}

function Comparison({ person, line }: { person: Person; line: CorrectionLine }) {
  const words = useWords();
  const { texts } = words;
  return (
    <dl className="changes">
      {Object.entries(line.fields).map(([field, value]) => (
        <div key={field}>
          <dt>{texts.fields[field as FieldName]}</dt>
          <dd>
            <span className="soft">{describeValue(field, person.fields[field as FieldName], words)}</span>{" "}
            <span className="soft">{texts.to}</span> <strong>{describeValue(field, value, words)}</strong>
          </dd>
        </div>
      ))}
      <div>
        <dt>{texts.reasonGiven}</dt>
        <dd>{line.note}</dd>
      </div>
    </dl>
  );
}

interface DecisionProps {
  readonly person: Person;
  readonly line: CorrectionLine;
  readonly onClose: () => void;
}

function DecisionDialog({ person, line, onClose }: DecisionProps) {
  const { texts } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reply: string }>();
  const sending = useDecision(person, (decision) => {
    message.success(decision === "accepted" ? texts.accepted : texts.declined);
    onClose();
  });
  const decide = async (decision: Decision) => {
    const { reply } = await form.validateFields();
    sending.decide(line, decision, reply);
  };
  const buttons = (
    <>
      <Button disabled={sending.isPending || sending.hasLostRace} onClick={() => decide("declined")}>
        {texts.decline}
      </Button>
      <Button
        type="primary"
        loading={sending.isPending}
        disabled={sending.hasLostRace}
        onClick={() => decide("accepted")}
      >
        {texts.accept}
      </Button>
    </>
  );
  return (
    <Modal open title={texts.corrections} footer={buttons} onCancel={onClose} mask={{ closable: false }}>
      <Comparison person={person} line={line} />
      <Form form={form} layout="vertical" requiredMark className="after-alert">
        <Form.Item
          name="reply"
          label={texts.reply}
          rules={[{ required: true, whitespace: true, message: texts.replyRequired }]}
        >
          <Input.TextArea rows={3} maxLength={300} placeholder={texts.replyPlaceholder} />
        </Form.Item>
      </Form>
      {sending.hasLostRace ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={texts.reloadFirst}
          action={<Button onClick={sending.reload}>{texts.changedMeanwhileReload}</Button>}
        />
      ) : (
        sending.error != null && <ProblemAlert error={sending.error} />
      )}
    </Modal>
  );
}
