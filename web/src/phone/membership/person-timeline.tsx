import { Button, Skeleton } from "antd-mobile";
import {
  actorOf,
  type CorrectionLine,
  describeChanges,
  describeValue,
  type Line,
  sourceOf,
  titleOf,
} from "../../membership/describe-line.ts";
import type { FieldName } from "../../membership/person-fields.ts";
import type { useTimeline } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { formatDate, formatMoment } from "../../terms/dates.ts";
import { Problem } from "../problem.tsx";

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

function Entry({ line }: { line: Line }) {
  const words = useWords();
  const source = sourceOf(line, words);
  return (
    <li>
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
    </li>
  );
}

/** Everything that happened to a record, the latest first. */
export function PersonTimeline({ timeline }: { timeline: ReturnType<typeof useTimeline> }) {
  const { texts } = useWords();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = timeline;
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">{texts.timeline}</h2>
      {!data && !isError && <Skeleton.Paragraph lineCount={4} animated />}
      {data && lines.length === 0 && !hasNextPage && <p className="soft">{texts.noLines}</p>}
      <ol className="lines">
        {lines.map((line) => (
          <Entry key={line.lineId} line={line} />
        ))}
      </ol>
      {isError && <Problem error={error} onRetry={() => (data ? fetchNextPage() : refetch())} />}
      {hasNextPage && (
        <Button block size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.earlier}
        </Button>
      )}
    </section>
  );
}
