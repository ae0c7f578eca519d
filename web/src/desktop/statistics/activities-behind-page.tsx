import { Button, Empty, Skeleton } from "antd";
import { Link } from "react-router";
import { statisticsAddress } from "../../statistics/statistics-address.ts";
import { useActivitiesBehind } from "../../statistics/use-activities-behind.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./statistics.css";

/** The activities behind a number of the statistics. */
export function ActivitiesBehindPage() {
  const { held: texts, back } = useTermsOf(statisticsTerms);
  const { terms, language } = useLanguage();
  const page = useActivitiesBehind();
  const { organizationId, place, title, activities, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    page;
  return (
    <>
      <PageTitle title={title}>
        <Link to={statisticsAddress(organizationId)}>{back}</Link>
      </PageTitle>
      <section className="panel" aria-label={title}>
        <p className="soft">{place}</p>
        {activities === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
        {activities?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.none} />}
        <ul className="people-behind">
          {activities?.map((activity) => (
            <li key={activity.activityId}>
              <Link to={`/activities/${activity.activityId}`}>{activity.title}</Link>
              <span className="soft">
                {activity.organizationName} ·{" "}
                {texts.line(formatDate(activity.day, language), activity.present, activity.due)}
              </span>
            </li>
          ))}
        </ul>
        {error !== null && <ProblemAlert error={error} onRetry={() => (activities ? fetchNextPage() : refetch())} />}
        {activities && (
          <p className="more">
            {hasNextPage && (
              <Button size="large" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
                {terms.loadMore}
              </Button>
            )}
            <span role="status" className="soft">
              {texts.shown(activities.length)}
            </span>
          </p>
        )}
      </section>
    </>
  );
}
