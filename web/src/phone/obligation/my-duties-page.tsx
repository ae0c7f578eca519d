import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { isUnfinished } from "../../../../lib/obligation/duty-states.ts";
import { isPressing, startOf } from "../../obligation/describe-duty.ts";
import { DutyItem } from "../../obligation/duty-item.tsx";
import { type MyDuty, useMyDuties } from "../../obligation/use-duties.ts";
import { useWords } from "../../obligation/use-words.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { DutySteps } from "./duty-steps.tsx";
import "./obligation.css";

function Start({ duty }: { duty: MyDuty }) {
  const { texts, language } = useWords();
  const start = startOf(duty);
  if (start === null) return null;
  return (
    <Link
      to={start.to}
      className={isPressing(duty) ? "wide-link primary" : "wide-link"}
      aria-label={texts.actionOf(texts[start.at], duty.what[language])}
    >
      {texts[start.at]}
    </Link>
  );
}

function List({ duties }: { duties: readonly MyDuty[] }) {
  const { texts } = useWords();
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
    <ul className="duties">
      {duties.map((duty) => (
        <DutyItem key={`${duty.organizationId} ${duty.dutyId}`} duty={duty} organizationName={duty.organizationName}>
          {duty.origin === "task" && isUnfinished(duty.state) ? (
            <DutySteps duty={duty} allowed={["submit"]} />
          ) : (
            <Start duty={duty} />
          )}
        </DutyItem>
      ))}
    </ul>
  );
}

/** What the person has to see to, with why and by when. */
export function MyDutiesPage() {
  const { texts } = useWords();
  const { data, error, isError, refetch } = useMyDuties();
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
    </>
  );
}
