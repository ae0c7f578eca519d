import { Empty, Skeleton } from "antd";
import { Link } from "react-router";
import { isUnfinished } from "../../../../lib/obligation/duty-states.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import { type MyDuty, useMyDuties } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { DutyStart } from "./duty-start.tsx";
import { DutySteps } from "./duty-steps.tsx";

function List({ duties }: { duties: readonly MyDuty[] }) {
  const { texts } = useWords();
  if (duties.length === 0) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.empty}</strong>}>
        <p>{texts.emptyText}</p>
      </Empty>
    );
  }
  return (
    <ul className="duties">
      {duties.map((duty) => (
        <DutyItem key={`${duty.organizationId} ${duty.dutyId}`} duty={duty} organizationName={duty.organizationName}>
          {duty.origin === "task" && isUnfinished(duty.state) ? (
            <DutySteps duty={duty} allowed={["submit"]} />
          ) : (
            <DutyStart duty={duty} />
          )}
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
    </>
  );
}
