import { Skeleton } from "antd-mobile";
import { useNavigate, useParams } from "react-router";
import { mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { statisticsAddress } from "../../statistics/statistics-address.ts";
import { firstOrganizationOf } from "../../statistics/use-statistics.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { statisticsTerms } from "../../terms/statistics.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./statistics.css";
import { StatisticsReport } from "./statistics-report.tsx";

function Chooser({ tree, chosen }: { tree: OrganizationTree; chosen: string }) {
  const texts = useTermsOf(statisticsTerms);
  const me = useCurrentPerson();
  const navigate = useNavigate();
  const choices = tree.all.filter(({ path, status }) => status === "active" && mayAt(me, "statistics.read", path));
  return (
    <section className="card" aria-label={texts.organization}>
      <label className="field">
        <span>{texts.organization}</span>
        <select value={chosen} onChange={({ target }) => navigate(statisticsAddress(target.value))}>
          {choices.map(({ organizationId, shortName }) => (
            <option key={organizationId} value={organizationId}>
              {shortName}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

function Content({ tree, chosen }: { tree: OrganizationTree; chosen: string | undefined }) {
  const texts = useTermsOf(statisticsTerms);
  const organization = chosen === undefined ? undefined : tree.find(chosen);
  if (organization === undefined) {
    return (
      <section className="card" aria-labelledby="nothing-here">
        <h2 id="nothing-here">{texts.nothingHere}</h2>
        <p>{texts.nothingHereText}</p>
      </section>
    );
  }
  return (
    <>
      <Chooser tree={tree} chosen={organization.organizationId} />
      <StatisticsReport tree={tree} organization={organization} />
    </>
  );
}

export function StatisticsPage() {
  const texts = useTermsOf(statisticsTerms);
  const me = useCurrentPerson();
  const { organizationId } = useParams();
  const { tree, error, isError, refetch } = useOrganizations();
  return (
    <>
      <PageHeader title={texts.title} up="/" />
      {tree ? (
        <Content tree={tree} chosen={organizationId ?? firstOrganizationOf(me, tree)} />
      ) : isError ? (
        <Problem error={error} onRetry={() => refetch()} />
      ) : (
        <section className="card" aria-busy="true">
          <Skeleton.Paragraph lineCount={8} animated />
        </section>
      )}
    </>
  );
}
