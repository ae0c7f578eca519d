import { Button, Skeleton, Timeline } from "antd";
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
import { ProblemAlert } from "../problem-alert.tsx";

const statusLooks = { open: "state-warning", accepted: "state-good", declined: "" } as const;

export function CorrectionState({ line }: { line: CorrectionLine }) {
  const { texts } = useWords();
  return <span className={`state ${statusLooks[line.status]}`}>{texts.correctionStatus[line.status]}</span>;
}

export function CorrectionContent({ line }: { line: CorrectionLine }) {
  const words = useWords();
  const { texts } = words;
  return (
    <dl className="details">
      {Object.entries(line.fields).map(([field, value]) => (
        <div key={field}>
          <dt>{texts.fields[field as FieldName]}</dt>
          <dd>
            {texts.askedFor}“{describeValue(field, value, words)}”
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
              <span className="soft">{before}</span> <span className="soft">{texts.to}</span> <strong>{after}</strong>
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
  const { language } = words;
  const source = sourceOf(line, words);
  return (
    <>
      <p className="line-title">
        <strong>{titleOf(line, words)}</strong>
        {line.kind === "correction" && <CorrectionState line={line} />}
      </p>
      <p className="soft">
        {actorOf(line, words)} · <time dateTime={line.at}>{formatMoment(line.at, language)}</time>
        {source !== undefined && ` · ${source}`}
      </p>
      {line.kind === "changed" && <Changes line={line} />}
      {line.kind === "correction" && <CorrectionContent line={line} />}
    </>
  );
}

/** Everything that happened to a record, the latest first: who, when, from what to what, and where it came from. */
export function PersonTimeline({ timeline }: { timeline: ReturnType<typeof useTimeline> }) {
  const { texts } = useWords();
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = timeline;
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="panel" aria-labelledby="timeline">
      <h2 id="timeline">{texts.timeline}</h2>
      {!data && !isError && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
      {data && lines.length === 0 && !hasNextPage && <p className="soft">{texts.noLines}</p>}
      <Timeline items={lines.map((line) => ({ key: line.lineId, content: <Entry line={line} /> }))} />
      {isError && <ProblemAlert error={error} onRetry={() => (data ? fetchNextPage() : refetch())} />}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {texts.earlier}
        </Button>
      )}
    </section>
  );
}
