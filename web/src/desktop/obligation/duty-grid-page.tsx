import { Empty, Select, Skeleton } from "antd";
import { useGridPage } from "../../obligation/use-grid-page.ts";
import { useWords } from "../../obligation/use-words.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { DutyFigures } from "./duty-figures.tsx";
import { DutyGrid } from "./duty-grid.tsx";
import "./obligation.css";

function Content({ tree }: { tree: OrganizationTree }) {
  const { texts } = useWords();
  const { organization, choices, year, years, chooseOrganization, chooseYear } = useGridPage(tree);
  if (organization === undefined) {
    return (
      <section className="panel" aria-label={texts.grid}>
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.nothingHere}</strong>}>
          <p>{texts.nothingHereText}</p>
        </Empty>
      </section>
    );
  }
  const { organizationId } = organization;
  return (
    <>
      <section className="panel" aria-labelledby="duty-figures">
        <div className="duty-tools">
          <h2 id="duty-figures">{texts.figuresOf(year)}</h2>
          <div className="duty-choice">
            <OrganizationSelect
              id="duty-organization"
              className="duty-place"
              aria-label={texts.organizationColumn}
              choices={choices}
              value={organizationId}
              onChange={chooseOrganization}
            />
            <Select
              aria-label={texts.year}
              value={year}
              onChange={chooseYear}
              options={years.map((value) => ({ value, label: String(value) }))}
            />
          </div>
        </div>
        <DutyFigures key={organizationId} organization={organization} year={year} />
      </section>
      <section className="panel" aria-labelledby="duty-grid">
        <h2 id="duty-grid">{texts.grid}</h2>
        <DutyGrid key={organizationId} organizationId={organizationId} year={year} />
      </section>
    </>
  );
}

/** How everything below stands: the figures, and the grid behind them. */
export function DutyGridPage() {
  const { texts } = useWords();
  const { tree, error, isError, refetch } = useOrganizations();
  return (
    <>
      <PageTitle title={texts.grid} />
      {tree ? (
        <Content tree={tree} />
      ) : isError ? (
        <ProblemAlert error={error} onRetry={() => refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </>
  );
}
