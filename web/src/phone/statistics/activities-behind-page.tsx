import { Button, Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { statisticsAddress } from "../../statistics/statistics-address.ts";
import { useActivitiesBehind } from "../../statistics/use-activities-behind.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";

/** The activities behind a number of the statistics. */
export function ActivitiesBehindPage() {
  const { held: texts } = useTermsOf(statisticsTerms);
  const { terms, language } = useLanguage();
  const page = useActivitiesBehind();
  const { organizationId, place, title, activities, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    page;
  return (
    <>
      <PageHeader title={title} up={statisticsAddress(organizationId)} />
      <section className="card" aria-label={title} aria-busy={activities === undefined && error === null}>
        <p className="soft">{place}</p>
        {activities === undefined && error === null && <Skeleton.Paragraph lineCount={8} animated />}
        {activities?.length === 0 && <p>{texts.none}</p>}
        <ul className="rows">
          {activities?.map((activity) => (
            <li key={activity.activityId}>
              <Link to={`/activities/${activity.activityId}`}>
                <span className="row-text">
                  <strong>{activity.title}</strong>
                  <span className="soft">{activity.organizationName}</span>
                  <span className="soft">
                    {texts.line(formatDate(activity.day, language), activity.present, activity.due)}
                  </span>
                </span>
                {icons.next}
              </Link>
            </li>
          ))}
        </ul>
        {error !== null && <Problem error={error} onRetry={() => (activities ? fetchNextPage() : refetch())} />}
        {hasNextPage && (
          <Button block size="large" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {terms.loadMore}
          </Button>
        )}
        {activities && (
          <p role="status" className="soft">
            {texts.shown(activities.length)}
          </p>
        )}
      </section>
    </>
  );
}
