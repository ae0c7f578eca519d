import { Button, Skeleton, Timeline } from "antd";
import { TimelineEntry } from "../../membership/timeline-entry.tsx";
import type { useTimeline } from "../../membership/use-people.ts";
import { useWords } from "../../membership/use-words.ts";
import { ProblemAlert } from "../problem-alert.tsx";

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
      <Timeline items={lines.map((line) => ({ key: line.lineId, content: <TimelineEntry line={line} /> }))} />
      {isError && <ProblemAlert error={error} onRetry={() => (data ? fetchNextPage() : refetch())} />}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {texts.earlier}
        </Button>
      )}
    </section>
  );
}
