import { Button, Skeleton } from "antd-mobile";
import { Link, useParams, useSearchParams } from "react-router";
import { personAddress } from "../../membership/people-address.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { describeWhat } from "../../statistics/describe-what.ts";
import { readWhat, statisticsAddress, type What } from "../../statistics/statistics-address.ts";
import { usePeopleBehind } from "../../statistics/use-statistics.ts";
import { useLanguage, useTerms, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

function PeopleBehind({ organizationId, what }: { organizationId: string; what: What }) {
  const texts = useTermsOf(statisticsTerms);
  const { loadMore } = useTerms();
  const { tree } = useOrganizations();
  const query = usePeopleBehind(organizationId, what);
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const people = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!data) {
    return isError ? (
      <Problem error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton.Paragraph lineCount={8} animated />
    );
  }
  return (
    <>
      {people.length === 0 && !hasNextPage && <p>{texts.noOne}</p>}
      <ul className="rows">
        {people.map((person) => (
          <li key={person.personId}>
            <Link to={personAddress(person.personId)}>
              <span className="row-text">
                <span>{person.name}</span>
                <span className="soft">{tree?.find(person.organizationId)?.shortName ?? person.organizationId}</span>
              </span>
              {icons.next}
            </Link>
          </li>
        ))}
      </ul>
      {isError && <Problem error={error} onRetry={() => fetchNextPage()} />}
      {hasNextPage && (
        <Button block size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {loadMore}
        </Button>
      )}
      <p role="status" className="soft">
        {texts.shown(people.length)}
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
  const what = readWhat(parameters);
  return (
    <>
      <PageHeader
        title={what === undefined ? texts.title : describeWhat(what, language, texts)}
        up={statisticsAddress(organizationId)}
      />
      <section className="card" aria-label={texts.title}>
        {what === undefined ? (
          <p role="alert">{texts.badAddress}</p>
        ) : (
          <PeopleBehind organizationId={organizationId} what={what} />
        )}
      </section>
    </>
  );
}
