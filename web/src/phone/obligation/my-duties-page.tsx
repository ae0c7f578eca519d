import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { byNearness } from "../../obligation/describe-duty.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import { MemberPart } from "../../obligation/member-part.tsx";
import { type MyDuty, useMyDuties } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { ownSteps } from "../../obligation/what-may-be-done.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { DutyStart } from "./duty-start.tsx";
import { DutySteps } from "./duty-steps.tsx";
import "./obligation.css";

function List({ duties }: { duties: readonly MyDuty[] }) {
  const { texts, today } = useWords();
  const { near, later } = byNearness(duties, today);
  if (duties.length === 0) {
    return (
      <p>
        <strong>{texts.empty}</strong>
        <br />
        {texts.emptyText}
      </p>
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
  const { data, error, isError, refetch } = useMyDuties();
  const me = useCurrentPerson();
  const overdue = data?.filter(({ state }) => state === "overdue").length ?? 0;
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      <section className="card" aria-label={texts.title} aria-busy={!data && !isError}>
        <p className="soft">{texts.intro}</p>
        <p role="status">{data && data.length > 0 && texts.count(data.length, overdue)}</p>
        {data ? (
          <List duties={data} />
        ) : isError ? (
          <Problem error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton.Paragraph lineCount={8} animated />
        )}
      </section>
      <MemberPart className="card" />
      <nav className="card" aria-label={texts.show}>
        <Link className="all-duties" to="/duties/reminders">
          {texts.seeReminders}
          {icons.next}
        </Link>
        {mayAnywhere(me, "obligation.read") && (
          <Link className="all-duties" to="/duties/grid">
            {texts.grid}
            {icons.next}
          </Link>
        )}
      </nav>
    </>
  );
}
