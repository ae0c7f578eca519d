import { Button, Skeleton } from "antd-mobile";
import { CountedList } from "../../obligation/counted-list.tsx";
import { useCountedPage } from "../../obligation/use-counted-page.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./obligation.css";

/** The duties behind one number of the figures. */
export function CountedPage() {
  const { texts } = useWords();
  const { loadMore } = useTerms();
  const page = useCountedPage();
  const { organizationId, title, duties, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    page;
  return (
    <>
      <PageHeader title={texts.counted} up={`/duties/grid?organization=${organizationId}`} />
      <section className="card" aria-labelledby="counted" aria-busy={!duties && !isError}>
        <h2 id="counted">{title}</h2>
        {duties && <CountedList duties={duties} />}
        {isError && <Problem error={error} onRetry={() => (duties ? fetchNextPage() : refetch())} />}
        {!duties && !isError && <Skeleton.Paragraph lineCount={8} animated />}
        {hasNextPage && (
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {loadMore}
          </Button>
        )}
      </section>
    </>
  );
}
