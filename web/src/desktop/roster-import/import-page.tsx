import "./roster-import.css";
import { Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { useImport } from "../../roster-import/use-imports.ts";
import { formatDate, formatMoment } from "../../terms/dates.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { CheckPanel } from "./check-panel.tsx";
import { CommitPanel } from "./commit-panel.tsx";
import { Preview } from "./preview.tsx";
import { ProgressPanel } from "./progress-panel.tsx";
import { StateTag } from "./state-tag.tsx";

/** One import, from its check over the preview to its end. */
export function ImportPage() {
  const { importId = "" } = useParams();
  const texts = useTermsOf(rosterImportTerms);
  const { language } = useLanguage();
  const { tree } = useOrganizations();
  const { data: found, dataUpdatedAt, error, refetch } = useImport(importId);
  const listAddress = found ? `/imports?organizationId=${found.organizationId}` : "/imports";
  return (
    <>
      <PageTitle title={found?.fileName ?? texts.title}>
        {found && <StateTag state={found.state} />}
        <Link to={listAddress}>{texts.backToList}</Link>
      </PageTitle>
      {!found && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {error && <ProblemAlert error={error} onRetry={() => refetch()} />}
      {found && (
        <>
          <p className="import-about soft">
            <span>{texts.placeLine(tree?.find(found.organizationId)?.shortName ?? found.organizationId)}</span>
            <span>{texts.asOfLine(formatDate(found.asOf, language))}</span>
            <span>
              {texts.uploadedAt} {formatMoment(found.createdAt, language)}
            </span>
            {found.state !== "cancelled" && <span>{texts.expires(formatDate(found.expiresOn, language))}</span>}
          </p>
          <CheckPanel found={found} />
          <ProgressPanel found={found} seenAt={dataUpdatedAt} />
          <CommitPanel found={found} placeName={tree?.find(found.organizationId)?.shortName ?? ""} />
          {found.counts !== null && found.state !== "cancelled" && <Preview found={found} tree={tree} />}
        </>
      )}
    </>
  );
}
