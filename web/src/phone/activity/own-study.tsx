import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { campusYear } from "../../activity/campus-times.ts";
import { toTenths } from "../../activity/study-hours.ts";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { useOwnLedger } from "../../activity/use-ledger.ts";
import { isNotFound } from "../../api/describe-error.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

/** What counts for the person this year, against what the rules ask for. */
export function OwnStudy() {
  const texts = useTermsOf(activityTerms);
  const ownTexts = useTermsOf(activityOwnTerms);
  const { language } = useLanguage();
  const kindName = useKindNames();
  const { data, error, refetch } = useOwnLedger(campusYear());
  if (data === undefined && isNotFound(error)) return null;
  return (
    <section className="card" aria-labelledby="own-study">
      <h2 id="own-study">{ownTexts.record.title}</h2>
      {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton.Paragraph lineCount={4} animated />}
      {data && (
        <>
          <p className="study-hours">{ownTexts.record.hours(data.studyHours, data.target.hours)}</p>
          <progress
            aria-label={ownTexts.record.progress}
            max={data.target.hours}
            value={Math.min(data.studyHours, data.target.hours)}
          />
          <p>
            {data.studyHours >= data.target.hours
              ? ownTexts.record.reached
              : ownTexts.record.missing(toTenths(data.target.hours - data.studyHours))}
          </p>
          <details className="why">
            <summary>{ownTexts.record.why}</summary>
            <p>{data.target.explanation[language]}</p>
            <p className="soft">{data.target.citation[language]}</p>
          </details>
          <p className="soft">
            {[
              ownTexts.record.attended(data.attended, data.due),
              ...(data.leave > 0 ? [ownTexts.record.leave(data.leave)] : []),
              ...(data.absent > 0 ? [ownTexts.record.absent(data.absent)] : []),
            ].join(language === "zh" ? "，" : ", ")}
          </p>
          {data.entries.length === 0 && <p className="soft">{ownTexts.record.empty}</p>}
          <ul className="plain-rows">
            {[...data.entries].reverse().map((entry) => (
              <li key={entry.activityId}>
                <Link to={`/activities/${entry.activityId}`}>{entry.title}</Link>
                <span className="soft">
                  {[
                    formatDate(entry.day, language),
                    kindName(entry.kind),
                    nameOf(texts.attendance, entry.attendance),
                    ...(entry.studyHours > 0 ? [ownTexts.record.entryHours(entry.studyHours)] : []),
                  ].join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function nameOf(names: Readonly<Record<string, string>>, id: string): string {
  return names[id] ?? id;
}
