import { Button, Skeleton } from "antd";
import { Link } from "react-router";
import { CountedList } from "../../obligation/counted-list.tsx";
import { useCountedPage } from "../../obligation/use-counted-page.ts";
import { useWords } from "../../obligation/use-words.ts";
import { useTerms } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** The duties behind one number of the figures. */
export function CountedPage() {
  const { texts } = useWords();
  const { loadMore } = useTerms();
  const page = useCountedPage();
  const { organizationId, title, duties, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    page;
  return (
    <>
      <PageTitle title={texts.counted}>
        <Link to={`/duties/grid?organization=${organizationId}`}>{texts.grid}</Link>
      </PageTitle>
      <section className="panel" aria-labelledby="counted">
        <h2 id="counted">{title}</h2>
        {duties && <CountedList duties={duties} />}
        {isError && <ProblemAlert error={error} onRetry={() => (duties ? fetchNextPage() : refetch())} />}
        {!duties && !isError && <Skeleton active paragraph={{ rows: 8 }} />}
        {hasNextPage && (
          <p className="more">
            <Button size="large" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
              {loadMore}
            </Button>
          </p>
        )}
      </section>
    </>
  );
}
