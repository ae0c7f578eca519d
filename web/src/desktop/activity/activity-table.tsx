import { Button, Empty, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { formatSpan } from "../../activity/campus-times.ts";
import { type ActivityCard, useActivities } from "../../activity/use-activities.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { activityTerms } from "../../terms/activity.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { StateTag } from "./state-tag.tsx";

function Row({ card }: { card: ActivityCard }) {
  const { language } = useLanguage();
  const kindName = useKindNames();
  const { activityId, title, startsAt, endsAt, kind, alsoKinds, place, state } = card;
  return (
    <tr>
      <td className="moment">{formatSpan(startsAt, endsAt, language)}</td>
      <th scope="row">
        <Link to={`/activities/${activityId}`}>{title}</Link>
        {place !== null && <span className="soft block">{place}</span>}
      </th>
      <td>{[kind, ...alsoKinds].map(kindName).join("、")}</td>
      <td>
        <StateTag state={state} />
      </td>
    </tr>
  );
}

/** The activities of one organisation: what is ahead, or the whole year. */
export function ActivityTable({
  organizationId,
  year,
  kind,
}: {
  organizationId: string;
  year: number;
  kind: string | undefined;
}) {
  const texts = useTermsOf(activityTerms);
  const { terms } = useLanguage();
  const [part, setPart] = useState<"year" | "upcoming">("year");
  const wanted =
    part === "upcoming"
      ? { organizationId, from: todayOnCampus(), order: "ascending" as const }
      : { organizationId, from: `${year}-01-01`, to: `${year}-12-31`, order: "descending" as const };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useActivities(wanted);
  const cards = data?.pages
    .flatMap(({ items }) => items)
    .filter((card) => kind === undefined || card.kind === kind || card.alsoKinds.some((one) => one === kind));
  return (
    <>
      <div className="section-head">
        <h2 id="activity-list">{texts.list.title}</h2>
        <Segmented<"year" | "upcoming">
          aria-label={texts.list.title}
          value={part}
          onChange={setPart}
          options={[
            { value: "year", label: texts.list.past },
            { value: "upcoming", label: texts.list.upcoming },
          ]}
        />
      </div>
      {cards === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {cards === undefined && error === null && <Skeleton active paragraph={{ rows: 5 }} />}
      {cards?.length === 0 && !hasNextPage && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.list.empty}</strong>}>
          <p className="soft">{texts.list.emptyText}</p>
        </Empty>
      )}
      {cards !== undefined && cards.length > 0 && (
        <table className="entries activity-table" aria-labelledby="activity-list">
          <thead>
            <tr>
              <th scope="col">{texts.detail.time}</th>
              <th scope="col">{texts.list.name}</th>
              <th scope="col">{texts.kind}</th>
              <th scope="col">{texts.list.state}</th>
            </tr>
          </thead>
          <tbody>
            {cards.map((card) => (
              <Row key={card.activityId} card={card} />
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div className="more">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {terms.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}
