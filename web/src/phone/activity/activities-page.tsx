import "./activity.css";
import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { formatSpan } from "../../activity/campus-times.ts";
import { firstPlace } from "../../activity/places.ts";
import { useActivities, useOwnActivities } from "../../activity/use-activities.ts";
import { isNotFound } from "../../api/describe-error.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityFileTerms } from "../../terms/activity-files.ts";
import { activityLedgerTerms } from "../../terms/activity-ledger.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { activityRecordTerms } from "../../terms/activity-record.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { OwnActivity } from "./own-activity.tsx";
import { OwnStudy } from "./own-study.tsx";

function Ahead() {
  const ownTexts = useTermsOf(activityOwnTerms);
  const { calendar } = useTermsOf(activityFileTerms);
  const { data, error, refetch } = useOwnActivities();
  return (
    <section className="card" aria-labelledby="own-activities" aria-busy={data === undefined && error === null}>
      <h2 id="own-activities">{ownTexts.own.title}</h2>
      {data === undefined && isNotFound(error) && <p className="soft">{ownTexts.own.noRecord}</p>}
      {data === undefined && error !== null && !isNotFound(error) && (
        <Problem error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton.Paragraph lineCount={4} animated />}
      {data?.items.length === 0 && (
        <p>
          {ownTexts.own.empty}
          <span className="soft block">{ownTexts.own.emptyText}</span>
        </p>
      )}
      <ul className="plain-rows">
        {data?.items.map((activity) => (
          <OwnActivity key={activity.activityId} activity={activity} />
        ))}
      </ul>
      <Link className="wide-link" to="/activities/calendars">
        {calendar.title}
      </Link>
    </section>
  );
}

const open = ["draft", "published", "held", "recorded"];

/** What the recorder of an organisation has to deal with, and the way to record a meeting that was not planned. */
function ToDo() {
  const texts = useTermsOf(activityTerms);
  const recordTexts = useTermsOf(activityRecordTerms);
  const { create } = useTermsOf(activityPlanningTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const organizationId = firstPlace(me, tree, "activity.record");
  const { plans } = useTermsOf(activityListTerms);
  const { data, error, refetch } = useActivities({ organizationId, order: "descending" });
  const items = data?.pages.flatMap((page) => page.items).filter(({ state }) => open.includes(state)) ?? [];
  return (
    <section className="card" aria-labelledby="to-do" aria-busy={data === undefined && error === null}>
      <h2 id="to-do">{texts.todo.title}</h2>
      <Link className="wide-link primary" to="/activities/new/record">
        {recordTexts.meeting.new}
      </Link>
      {mayAnywhere(me, "activity.manage") && (
        <Link className="wide-link after-link" to="/activities/new">
          {create.new}
        </Link>
      )}
      {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton.Paragraph lineCount={3} animated />}
      {data !== undefined && items.length === 0 && <p className="soft after-link">{texts.todo.empty}</p>}
      <ul className="rows">
        {items.map(({ activityId, title, startsAt, endsAt, state }) => (
          <li key={activityId}>
            <Link to={`/activities/${activityId}`}>
              <span className="row-text">
                <strong>{title}</strong>
                <span className="soft">
                  {formatSpan(startsAt, endsAt, language)} · {texts.states[state]}
                </span>
              </span>
              {icons.next}
            </Link>
          </li>
        ))}
        {mayAnywhere(me, "activity.manage") && (
          <li>
            <Link to="/activities/plans">
              <span className="row-text">
                <span>{plans.title}</span>
              </span>
              {icons.next}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

/** For whoever answers for organisations below. */
function Below() {
  const { exceptions } = useTermsOf(activityListTerms);
  const { grid } = useTermsOf(activityLedgerTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const top = firstPlace(me, tree, "activity.read");
  if (top === undefined || tree?.childrenOf(top).length === 0) return null;
  return (
    <nav className="card" aria-label={exceptions.title}>
      <ul className="rows">
        <li>
          <Link to="/activities/exceptions">
            <span className="row-text">
              <span>{exceptions.link}</span>
            </span>
            {icons.next}
          </Link>
        </li>
        <li>
          <Link to="/activities/grid">
            <span className="row-text">
              <span>{grid.link}</span>
            </span>
            {icons.next}
          </Link>
        </li>
      </ul>
    </nav>
  );
}

/** What is ahead for the person, what a secretary has to deal with, and the person's own record. */
export function ActivitiesPage() {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  const me = useCurrentPerson();
  return (
    <>
      <PageHeader title={texts.title}>
        <span className="header-actions">
          <Link to="/ledger">{ledgerTexts.ledger.open}</Link>
        </span>
      </PageHeader>
      {mayAnywhere(me, "activity.record") && <ToDo />}
      <Below />
      <Ahead />
      <OwnStudy />
    </>
  );
}
