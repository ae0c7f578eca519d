import { Skeleton } from "antd-mobile";
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
import { Problem } from "../problem.tsx";
import { ActivityFiguresCard } from "./activity-figures.tsx";
import { DimensionCard } from "./dimension-card.tsx";
import { SubordinateCard } from "./subordinate-card.tsx";

type Numbers = ReadonlyMap<string, number>;

function Totals({ numbers }: { numbers: Numbers }) {
  const { language } = useLanguage();
  return (
    <dl className="statistics-totals">
      {populationNames.map((population) => (
        <div key={population}>
          <dt>{populations[population][language]}</dt>
          <dd>
            <strong>{totalOf(numbers, population)}</strong>
            {rowsOf(numbers, population, "category").map(({ band, name, count }) => (
              <span key={band} className="soft">
                {name[language]} {count}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Cards({ numbers, organizationId }: { numbers: Numbers; organizationId: string }) {
  const texts = useTermsOf(statisticsTerms);
  const { language } = useLanguage();
  const [population, setPopulation] = useState<Population>(totalOf(numbers, "member") === 0 ? "candidate" : "member");
  return (
    <>
      <fieldset className="statistics-populations">
        <legend className="visually-hidden">{texts.population}</legend>
        {populationNames.map((one) => (
          <label key={one} className={one === population ? "chosen" : ""}>
            <input type="radio" name="population" checked={one === population} onChange={() => setPopulation(one)} />
            {populations[one][language]} {totalOf(numbers, one)}
          </label>
        ))}
      </fieldset>
      {tablesOf(numbers, population).map((table) => (
        <DimensionCard key={table.dimension} table={table} population={population} organizationId={organizationId} />
      ))}
    </>
  );
}

/** The numbers of one organisation with everything below it. */
export function StatisticsReport({ tree, organization }: { tree: OrganizationTree; organization: Organization }) {
  const texts = useTermsOf(statisticsTerms);
  const { language } = useLanguage();
  const me = useCurrentPerson();
  const { organizationId, name, path } = organization;
  const { data, error, isError, refetch } = useStatistics(organizationId);
  if (!data) {
    return isError ? (
      <Problem error={error} onRetry={() => refetch()} />
    ) : (
      <section className="card" aria-busy="true">
        <Skeleton.Paragraph lineCount={8} animated />
      </section>
    );
  }
  const numbers = numbersOf(data);
  const isEmpty = populationNames.every((population) => totalOf(numbers, population) === 0);
  const isWhole = mayAt(me, "person.record", path);
  return (
    <>
      <section className="card" aria-labelledby="statistics-of">
        <h2 id="statistics-of">{name}</h2>
        <p className="soft">{texts.asOf(formatDate(data.asOf, language))}</p>
        {isEmpty ? (
          <p>
            <strong>{texts.empty}</strong>
            <br />
            {texts.emptyText}
          </p>
        ) : (
          <Totals numbers={numbers} />
        )}
        {!isEmpty && !isWhole && <p className="soft">{texts.onlyTotals}</p>}
      </section>
      {!isEmpty && isWhole && <Cards key={organizationId} numbers={numbers} organizationId={organizationId} />}
      {mayAt(me, "activity.read", path) && <ActivityFiguresCard key={organizationId} organizationId={organizationId} />}
      {!isEmpty && tree.childrenOf(organizationId).length > 0 && (
        <SubordinateCard tree={tree} organizationId={organizationId} />
      )}
    </>
  );
}
