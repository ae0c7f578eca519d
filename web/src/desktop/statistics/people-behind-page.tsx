import { Alert, Button, Empty, Skeleton } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { personAddress } from "../../membership/people-address.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { describeWhat } from "../../statistics/describe-what.ts";
import { readWhat, statisticsAddress, type What } from "../../statistics/statistics-address.ts";
import { usePeopleBehind } from "../../statistics/use-statistics.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./statistics.css";

function PeopleBehind({ organizationId, what }: { organizationId: string; what: What }) {
  const texts = useTermsOf(statisticsTerms);
  const { loadMore } = useTerms();
  const { tree } = useOrganizations();
  const query = usePeopleBehind(organizationId, what);
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const people = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 8 }} />
    );
  }
  if (people.length === 0 && !hasNextPage) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.noOne}</strong>}>
        <p>{texts.noOneText}</p>
      </Empty>
    );
  }
  return (
    <>
      <ul className="people-behind">
        {people.map((person) => (
          <li key={person.personId}>
            <Link to={personAddress(person.personId)}>{person.name}</Link>
            <span className="soft">{tree?.find(person.organizationId)?.shortName ?? person.organizationId}</span>
          </li>
        ))}
      </ul>
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <p className="more">
        {hasNextPage && (
          <Button size="large" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {loadMore}
          </Button>
        )}
        <span role="status" className="soft">
          {texts.shown(people.length)}
          {!hasNextPage && ` · ${texts.all}`}
        </span>
      </p>
    </>
  );
}

/** Who stands behind a number of the statistics. */
export function PeopleBehindPage() {
  const texts = useTermsOf(statisticsTerms);
  const { language } = useLanguage();
  const { organizationId = "" } = useParams();
  const [parameters] = useSearchParams();
  const { tree } = useOrganizations();
  const what = readWhat(parameters);
  const title = what === undefined ? texts.title : describeWhat(what, language, texts);
  return (
    <>
      <PageTitle title={title}>
        <Link to={statisticsAddress(organizationId)}>{texts.back}</Link>
      </PageTitle>
      <section className="panel" aria-label={title}>
        <p className="soft">{tree?.find(organizationId)?.name}</p>
        {what === undefined ? (
          <Alert type="warning" showIcon role="alert" title={texts.badAddress} />
        ) : (
          <PeopleBehind organizationId={organizationId} what={what} />
        )}
      </section>
    </>
  );
}
