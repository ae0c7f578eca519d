import "./activity.css";
import { Button, Empty, Skeleton } from "antd";
import { useState } from "react";
import { firstPlace } from "../../activity/places.ts";
import { toTenths } from "../../activity/study-hours.ts";
import { useStudyHours } from "../../activity/use-lists.ts";
import { useViewAddress } from "../../activity/use-view-address.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { PersonRecord } from "./person-record.tsx";
import { ViewTools } from "./view-tools.tsx";

/** What the members of a branch have learned this year, against what the rules ask for. By name, in no order of merit. */
export function StudyPage() {
  const { study: texts } = useTermsOf(activityListTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { organizationId: chosen, year, show } = useViewAddress();
  const organizationId = chosen ?? firstPlace(me, tree, "activity.record");
  const { data, error, refetch } = useStudyHours(organizationId, year);
  const [opened, setOpened] = useState<string>();
  return (
    <>
      <PageTitle title={texts.title} />
      <section className="panel" aria-label={texts.title}>
        <ViewTools organizationId={organizationId} year={year} kind={undefined} hasKinds={false} onShow={show} />
        {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 6 }} />}
        {data?.items.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.empty}</strong>}>
            <p className="soft">{texts.pick}</p>
          </Empty>
        )}
        {data && data.items.length > 0 && (
          <table className="entries">
            <thead>
              <tr>
                <th scope="col">{texts.name}</th>
                <th scope="col">{texts.hours}</th>
                <th scope="col">{texts.target}</th>
                <th scope="col">{texts.attended}</th>
                <th scope="col">{texts.leave}</th>
                <th scope="col">{texts.absent}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ personId, name, studyHours, target, attended, due, leave, absent }) => (
                <tr key={personId}>
                  <th scope="row">
                    <Button
                      type="link"
                      className="file-name"
                      aria-label={texts.behindOf(name)}
                      onClick={() => setOpened(personId)}
                    >
                      {name}
                    </Button>
                  </th>
                  <td>{studyHours}</td>
                  <td>
                    {target.hours}{" "}
                    <span className={studyHours >= target.hours ? "state state-good" : "state"}>
                      {studyHours >= target.hours ? texts.reached : texts.missing(toTenths(target.hours - studyHours))}
                    </span>
                  </td>
                  <td>
                    {attended} / {due}
                  </td>
                  <td>{leave}</td>
                  <td>{absent}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {opened !== undefined && organizationId !== undefined && (
        <PersonRecord query={{ organizationId, year }} personId={opened} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}
