import { Button, Skeleton } from "antd-mobile";
import { TimelineEntry } from "../../membership/timeline-entry.tsx";
import type { useTimeline } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { Problem } from "../problem.tsx";

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
          <li key={line.lineId}>
            <TimelineEntry line={line} />
          </li>
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
