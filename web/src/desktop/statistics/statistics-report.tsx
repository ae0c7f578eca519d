import { Empty, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { type Population, populationNames, populations } from "../../../../lib/statistics/dimensions.ts";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { numbersOf, rowsOf, tablesOf, totalOf } from "../../statistics/statistics-tables.ts";
import { useStatistics } from "../../statistics/use-statistics.ts";
import { formatDate } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { ActivityFiguresPanel } from "./activity-figures.tsx";
import { DimensionTable } from "./dimension-table.tsx";
import { SubordinateTable } from "./subordinate-table.tsx";

interface ReportProps {
  readonly tree: OrganizationTree;
  readonly organization: Organization;
}

function Totals({ numbers }: { numbers: ReadonlyMap<string, number> }) {
  const { language } = useLanguage();
  return (
    <dl className="statistics-totals">
      {populationNames.map((population) => (
        <div key={population} className="statistics-total">
          <dt>{populations[population][language]}</dt>
          <dd>
            <strong>{totalOf(numbers, population)}</strong>
            <span className="soft">
              {rowsOf(numbers, population, "category")
                .map(({ name, count }) => `${name[language]} ${count}`)
                .join(" · ")}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Tables({ organization, numbers }: { organization: Organization; numbers: ReadonlyMap<string, number> }) {
  const texts = useTermsOf(statisticsTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const [population, setPopulation] = useState<Population>(totalOf(numbers, "member") === 0 ? "candidate" : "member");
  const isWhole = mayAt(me, "person.record", organization.path);
  if (!isWhole) return <p className="soft">{texts.onlyTotals}</p>;
  const options = populationNames.map((value) => ({
    value,
    label: `${populations[value][language]}（${totalOf(numbers, value)}）`,
  }));
  return (
    <>
      <Segmented
        className="statistics-populations"
        aria-label={texts.population}
        options={options}
        value={population}
        onChange={setPopulation}
      />
      <div className="statistics-tables">
        {tablesOf(numbers, population).map((table) => (
          <DimensionTable
            key={table.dimension}
            table={table}
            population={population}
            organizationId={organization.organizationId}
          />
        ))}
      </div>
    </>
  );
}

/** The numbers of one organisation with everything below it. */
export function StatisticsReport({ tree, organization }: ReportProps) {
  const texts = useTermsOf(statisticsTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { organizationId, name, path } = organization;
  const { data, error, isError, refetch } = useStatistics(organizationId);
  if (!data) {
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 12 }} />
    );
  }
  const numbers = numbersOf(data);
  const isEmpty = populationNames.every((population) => totalOf(numbers, population) === 0);
  return (
    <>
      <section className="panel statistics-report" aria-labelledby="statistics-of">
        <h2 id="statistics-of">{name}</h2>
        <p className="soft">{texts.asOf(formatDate(data.asOf, language))}</p>
        {isEmpty ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.empty}</strong>}>
            <p>{texts.emptyText}</p>
          </Empty>
        ) : (
          <>
            <Totals numbers={numbers} />
            <Tables key={organizationId} organization={organization} numbers={numbers} />
          </>
        )}
      </section>
      {mayAt(me, "activity.read", path) && (
        <ActivityFiguresPanel key={organizationId} organizationId={organizationId} />
      )}
      {!isEmpty && tree.childrenOf(organizationId).length > 0 && (
        <SubordinateTable tree={tree} organizationId={organizationId} />
      )}
    </>
  );
}
