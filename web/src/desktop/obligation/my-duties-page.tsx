import { Empty, Skeleton } from "antd";
import { Link } from "react-router";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { byNearness } from "../../obligation/describe-duty.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import { MemberPart } from "../../obligation/member-part.tsx";
import { type MyDuty, useMyDuties } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { ownSteps } from "../../obligation/what-may-be-done.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { DutyStart } from "./duty-start.tsx";
import { DutySteps } from "./duty-steps.tsx";

function List({ duties }: { duties: readonly MyDuty[] }) {
  const { texts, today } = useWords();
  const { near, later } = byNearness(duties, today);
  if (duties.length === 0) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.empty}</strong>}>
        <p>{texts.emptyText}</p>
      </Empty>
    );
  }
  return (
    <>
      <Items duties={near} />
      {later.length > 0 && (
        <details className="duty-later">
          <summary>{texts.later(later.length)}</summary>
          <Items duties={later} />
        </details>
      )}
    </>
  );
}

function Items({ duties }: { duties: readonly MyDuty[] }) {
  return (
    <ul className="duties">
      {duties.map((duty) => (
        <DutyItem key={`${duty.organizationId} ${duty.dutyId}`} duty={duty} organizationName={duty.organizationName}>
          {ownSteps(duty).length > 0 ? <DutySteps duty={duty} allowed={ownSteps(duty)} /> : <DutyStart duty={duty} />}
        </DutyItem>
      ))}
    </ul>
  );
}

/** What the person has to see to, with why and by when. */
export function MyDutiesPage() {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { data, error, isError, refetch } = useMyDuties();
  const overdue = data?.filter(({ state }) => state === "overdue").length ?? 0;
  return (
    <>
      <PageTitle title={texts.title}>
        <Link to="/duties/reminders">{texts.seeReminders}</Link>
        {mayAnywhere(me, "obligation.read") && <Link to="/duties/grid">{texts.grid}</Link>}
      </PageTitle>
      <section className="panel" aria-label={texts.title}>
        <p className="soft">
          {texts.intro} <span role="status">{data && data.length > 0 && texts.count(data.length, overdue)}</span>
        </p>
        {data ? (
          <List duties={data} />
        ) : isError ? (
          <ProblemAlert error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </section>
      <MemberPart className="panel" />
    </>
  );
}
