import { Empty, Select, Skeleton } from "antd";
import { useState } from "react";
import { HeldTable, heldYears } from "../../statistics/held-activities.tsx";
import { useActivityFigures } from "../../statistics/use-activity-figures.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { ProblemAlert } from "../problem-alert.tsx";

/** What an organisation held in a year with everything below it, and who came. */
export function ActivityFiguresPanel({ organizationId }: { organizationId: string }) {
  const { held: texts } = useTermsOf(statisticsTerms);
  const years = heldYears();
  const [year, setYear] = useState(years[0] ?? 0);
  const { data, error, refetch } = useActivityFigures(organizationId, year);
  return (
    <section className="panel" aria-labelledby="held-activities">
      <div className="section-head">
        <h2 id="held-activities">{texts.title}</h2>
        <Select
          aria-label={texts.year}
          value={year}
          onChange={setYear}
          options={years.map((value) => ({ value, label: value }))}
        />
      </div>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 4 }} />}
      {data?.held === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.empty}</strong>}>
          <p className="soft">{texts.emptyText}</p>
        </Empty>
      )}
      {data !== undefined && data.held > 0 && <HeldTable figures={data} />}
    </section>
  );
}
