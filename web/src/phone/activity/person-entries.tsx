import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { useKindNames } from "../../activity/use-kind-names.ts";
import { usePersonLedger } from "../../activity/use-ledger.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

interface PersonEntriesProps {
  readonly query: { readonly organizationId: string; readonly year: number };
  readonly personId: string;
}

/** The activities behind the numbers of one member. */
export function PersonEntries({ query, personId }: PersonEntriesProps) {
  const { study: texts } = useTermsOf(activityListTerms);
  const { attendance } = useTermsOf(activityTerms);
  const { language } = useLanguage();
  const kindName = useKindNames();
  const { data, error, refetch } = usePersonLedger(query, personId);
  const nameOf = (names: Readonly<Record<string, string>>, id: string) => names[id] ?? id;
  if (data === undefined && error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton.Paragraph lineCount={3} animated />;
  if (data.entries.length === 0) return <p className="soft">{texts.noEntries}</p>;
  return (
    <ul className="plain-rows" aria-label={texts.behind(data.name, data.year)}>
      {data.entries.map((entry) => (
        <li key={entry.activityId}>
          <Link to={`/activities/${entry.activityId}`}>{entry.title}</Link>
          <span className="soft">
            {[
              formatDate(entry.day, language),
              kindName(entry.kind),
              nameOf(attendance, entry.attendance),
              ...(entry.studyHours > 0 ? [texts.hoursOf(entry.studyHours)] : []),
            ].join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
