import { formatDate, formatMoment } from "../terms/dates.ts";
import {
  actorOf,
  type CorrectionLine,
  describeChanges,
  describeValue,
  type Line,
  sourceOf,
  titleOf,
} from "./describe-line.ts";
import type { FieldName } from "./person-fields.ts";
import { useWords } from "./use-words.ts";

const statusLooks = { open: "state-warning", accepted: "state-good", declined: "" } as const;

export function CorrectionState({ line }: { line: CorrectionLine }) {
  const { texts } = useWords();
  return <span className={`state ${statusLooks[line.status]}`}>{texts.correctionStatus[line.status]}</span>;
}

export function CorrectionContent({ line }: { line: CorrectionLine }) {
  const words = useWords();
  const { texts } = words;
  return (
    <dl className="changes">
      {Object.entries(line.fields).map(([field, value]) => (
        <div key={field}>
          <dt>{texts.fields[field as FieldName]}</dt>
          <dd>
            <span className="soft">{texts.askedFor}</span> <strong>{describeValue(field, value, words)}</strong>
          </dd>
        </div>
      ))}
      <div>
        <dt>{texts.reasonGiven}</dt>
        <dd>{line.note}</dd>
      </div>
      {line.reply !== null && (
        <div>
          <dt>{texts.reply}</dt>
          <dd>{line.reply}</dd>
        </div>
      )}
    </dl>
  );
}

function Changes({ line }: { line: Extract<Line, { kind: "changed" }> }) {
  const words = useWords();
  const { texts, language } = words;
  return (
    <>
      <dl className="changes">
        {describeChanges(line, words).map(({ name, before, after }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className="soft">
                {before} {texts.to}
              </span>{" "}
              <strong>{after}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {line.effectiveOn !== null && <p className="soft">{texts.happenedOn(formatDate(line.effectiveOn, language))}</p>}
      {line.note !== null && <p className="soft">{texts.noteOf(line.note)}</p>}
    </>
  );
}

/** One line of a history: what happened, who did it and when, from what to what. */
export function TimelineEntry({ line }: { line: Line }) {
  const words = useWords();
  const source = sourceOf(line, words);
  return (
    <>
      <p className="line-title">
        <strong>{titleOf(line, words)}</strong>
        {line.kind === "correction" && <CorrectionState line={line} />}
      </p>
      <p className="soft">
        {actorOf(line, words)} · <time dateTime={line.at}>{formatMoment(line.at, words.language)}</time>
        {source !== undefined && ` · ${source}`}
      </p>
      {line.kind === "changed" && <Changes line={line} />}
      {line.kind === "correction" && <CorrectionContent line={line} />}
    </>
  );
}
