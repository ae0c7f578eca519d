import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { dutyOutcomeNames } from "../../../../lib/obligation/duty-states.ts";
import { CountLink } from "../../obligation/count-link.tsx";
import { DutyTrend } from "../../obligation/duty-trend.tsx";
import { exceptionsFirst } from "../../obligation/grid-answers.ts";
import { useDutyFigures } from "../../obligation/use-grid.ts";
import { useGridPage } from "../../obligation/use-grid-page.ts";
import { useWords } from "../../obligation/use-words.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./obligation.css";

/** One organisation with everything below it; each number opens its list, each organisation below its own page. */
function Figures({ organization, year }: { organization: Organization; year: number }) {
  const { texts } = useWords();
  const { organizationId } = organization;
  const { data, error, isError, refetch } = useDutyFigures(organizationId, year);
  if (!data) {
    return isError ? (
      <Problem error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton.Paragraph lineCount={8} animated />
    );
  }
  return (
    <>
      <dl className="duty-numbers">
        {dutyOutcomeNames.map((outcome) => (
          <div key={outcome}>
            <dt>{texts.counts[outcome]}</dt>
            <dd>
              <CountLink
                organizationId={organizationId}
                year={year}
                quarter={null}
                outcome={outcome}
                count={data.total[outcome]}
              />
            </dd>
          </div>
        ))}
      </dl>
      <Link className="all-duties" to={`/organizations/${organizationId}/duties`}>
        {texts.seeDuties}
        {icons.next}
      </Link>
      <DutyTrend organizationId={organizationId} year={year} />
      {data.below.length > 0 && <h3>{texts.below(data.below.length)}</h3>}
      <ul className="rows">
        {exceptionsFirst(data.below).map((one) => (
          <li key={one.organizationId}>
            <Link to={`/duties/grid?organization=${one.organizationId}&year=${year}`}>
              <span className="row-text">
                <strong>{one.organizationName}</strong>
                <span className={one.counts.overdue > 0 ? "state state-bad" : "soft"}>
                  {texts.counts.overdue} {one.counts.overdue} · {texts.counts.onTime} {one.counts.onTime}
                </span>
              </span>
              {icons.next}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Content({ tree }: { tree: OrganizationTree }) {
  const { texts } = useWords();
  const { organization, above, year, years, chooseYear } = useGridPage(tree);
  if (organization === undefined) {
    return (
      <>
        <PageHeader title={texts.grid} up="/duties" />
        <section className="card">
          <p>
            <strong>{texts.nothingHere}</strong>
            <br />
            {texts.nothingHereText}
          </p>
        </section>
      </>
    );
  }
  const { organizationId, name } = organization;
  const up = above === undefined ? "/duties" : `/duties/grid?organization=${above.organizationId}&year=${year}`;
  return (
    <>
      <PageHeader title={texts.grid} up={up} />
      <section className="card" aria-label={texts.figuresOf(year)}>
        <h2>{name}</h2>
        <label className="field">
          <span>{texts.year}</span>
          <select value={year} onChange={({ target }) => chooseYear(Number(target.value))}>
            {years.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <Figures key={`${organizationId} ${year}`} organization={organization} year={year} />
      </section>
    </>
  );
}

/** How everything below stands, level by level. */
export function DutyGridPage() {
  const { texts } = useWords();
  const { tree, error, isError, refetch } = useOrganizations();
  if (tree) return <Content tree={tree} />;
  return (
    <>
      <PageHeader title={texts.grid} up="/duties" />
      <section className="card" aria-busy={!isError}>
        {isError ? <Problem error={error} onRetry={() => refetch()} /> : <Skeleton.Paragraph lineCount={8} animated />}
      </section>
    </>
  );
}
