import { Skeleton } from "antd-mobile";
import { useState } from "react";
import { HeldTable, heldYears } from "../../statistics/held-activities.tsx";
import { useActivityFigures } from "../../statistics/use-activity-figures.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { ChoiceField } from "../choice-field.tsx";
import { Problem } from "../problem.tsx";

/** What an organisation held in a year with everything below it, and who came. */
export function ActivityFiguresCard({ organizationId }: { organizationId: string }) {
  const { held: texts } = useTermsOf(statisticsTerms);
  const years = heldYears();
  const [year, setYear] = useState(years[0] ?? 0);
  const { data, error, refetch } = useActivityFigures(organizationId, year);
  return (
    <section className="card" aria-labelledby="held-activities" aria-busy={data === undefined && error === null}>
      <h2 id="held-activities">{texts.title}</h2>
      <ChoiceField
        label={texts.year}
        value={year}
        options={years.map((value) => ({ value, label: value }))}
        onChange={(value) => setYear(Number(value))}
      />
      {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton.Paragraph lineCount={4} animated />}
      {data?.held === 0 && (
        <p>
          <strong>{texts.empty}</strong>
          <br />
          {texts.emptyText}
        </p>
      )}
      {data !== undefined && data.held > 0 && <HeldTable figures={data} />}
    </section>
  );
}
