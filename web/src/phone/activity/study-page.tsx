import "./activity.css";
import { Skeleton } from "antd-mobile";
import { useState } from "react";
import { firstPlace, placesWith } from "../../activity/places.ts";
import { toTenths } from "../../activity/study-hours.ts";
import { useStudyHours } from "../../activity/use-lists.ts";
import { useViewAddress } from "../../activity/use-view-address.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { PersonEntries } from "./person-entries.tsx";
import { PlaceField, YearField } from "./view-fields.tsx";

/** What the members of a branch have learned this year; a press shows the activities behind. By name, in no order of merit. */
export function StudyPage() {
  const { study: texts } = useTermsOf(activityListTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { organizationId: chosen, year, show } = useViewAddress();
  const organizationId = chosen ?? firstPlace(me, tree, "activity.record");
  const { data, error, refetch } = useStudyHours(organizationId, year);
  const [opened, setOpened] = useState<string>();
  const places = placesWith(me, tree, "activity.record");
  return (
    <>
      <PageHeader title={texts.title} up="/ledger" />
      <section className="card" aria-label={texts.title} aria-busy={data === undefined && error === null}>
        <PlaceField places={places} organizationId={organizationId} onChange={(id) => show({ organizationId: id })} />
        <YearField year={year} onChange={(next) => show({ year: next })} />
        {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton.Paragraph lineCount={6} animated />}
        {data?.items.length === 0 && (
          <p>
            {texts.empty}
            <span className="soft block">{texts.pick}</span>
          </p>
        )}
        <ul className="plain-rows">
          {data?.items.map(({ personId, name, studyHours, target, attended, due, leave, absent }) => (
            <li key={personId}>
              <button
                type="button"
                className="text-button"
                aria-expanded={opened === personId}
                onClick={() => setOpened(opened === personId ? undefined : personId)}
              >
                <strong>{name}</strong> {texts.of(studyHours, target.hours)}
              </button>
              <span className={studyHours >= target.hours ? "state state-good" : "state"}>
                {studyHours >= target.hours ? texts.reached : texts.missing(toTenths(target.hours - studyHours))}
              </span>
              <span className="soft">{texts.attendance({ attended, due, leave, absent })}</span>
              {opened === personId && organizationId !== undefined && (
                <PersonEntries query={{ organizationId, year }} personId={personId} />
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
