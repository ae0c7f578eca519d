import { Button, Empty, Skeleton } from "antd";
import { useMemo } from "react";
import { useNavigate, useParams } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { choicesOf } from "../../organization/choices.ts";
import type { Organization } from "../../organization/organization-rules.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { statisticsAddress } from "../../statistics/statistics-address.ts";
import { firstOrganizationOf } from "../../statistics/use-statistics.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { OrganizationSelect } from "../organization-select.tsx";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import "./statistics.css";
import { StatisticsReport } from "./statistics-report.tsx";

function Chooser({ tree, chosen }: { tree: OrganizationTree; chosen: string }) {
  const texts = useTermsOf(statisticsTerms);
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const choices = useMemo(() => choicesOf(tree, ({ path }) => mayAt(me, "statistics.read", path)), [tree, me]);
  return (
    <OrganizationSelect
      id="statistics-organization"
      className="statistics-chooser"
      aria-label={texts.organization}
      choices={choices}
      value={chosen}
      onChange={(id: string) => navigate(statisticsAddress(id))}
    />
  );
}

function Report({ tree, organization }: { tree: OrganizationTree; organization: Organization | undefined }) {
  const texts = useTermsOf(statisticsTerms);
  if (organization !== undefined) return <StatisticsReport tree={tree} organization={organization} />;
  return (
    <section className="panel" aria-label={texts.title}>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{texts.nothingHere}</strong>}>
        <p>{texts.nothingHereText}</p>
      </Empty>
    </section>
  );
}

export function StatisticsPage() {
  const texts = useTermsOf(statisticsTerms);
  const me = useCurrentPerson();
  const { organizationId } = useParams();
  const { tree, error, isError, refetch } = useOrganizations();
  const chosen = organizationId ?? (tree && firstOrganizationOf(me, tree));
  return (
    <>
      <PageTitle title={texts.title}>
        <div className="statistics-tools">
          {tree && chosen !== undefined && <Chooser tree={tree} chosen={chosen} />}
          <Button onClick={() => window.print()}>{texts.print}</Button>
        </div>
      </PageTitle>
      {tree ? (
        <Report tree={tree} organization={chosen === undefined ? undefined : tree.find(chosen)} />
      ) : isError ? (
        <ProblemAlert error={error} onRetry={() => refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </>
  );
}
