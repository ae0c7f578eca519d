import { Empty, Skeleton } from "antd";
import { kindRows, organizationRows } from "../../activity/grid-rows.ts";
import { useKinds } from "../../activity/use-activities.ts";
import { useLedger, useLedgerGrid } from "../../activity/use-ledger.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityLedgerTerms } from "../../terms/activity-ledger.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { ExceptionPanel } from "./exception-panel.tsx";
import { MonthGrid } from "./month-grid.tsx";

interface GridProps {
  readonly organizationId: string;
  readonly year: number;
  readonly kind: string | undefined;
}

/** The organisations of a subtree by month. */
export function OrganizationGrid({ organizationId, year, kind, tree }: GridProps & { tree: OrganizationTree }) {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  const { data, error, refetch } = useLedgerGrid(organizationId, year);
  if (data === undefined && error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  const rows = organizationRows(data, tree, { organizationId, year, kind });
  return (
    <>
      <ExceptionPanel rows={data} year={year} />
      <MonthGrid caption={ledgerTexts.grid.title} head={texts.organization} rows={rows} />
    </>
  );
}

/** The kinds of one organisation by month. */
export function KindGrid({ organizationId, year, kind }: GridProps) {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  const { language } = useLanguage();
  const { data, error, refetch } = useLedger(organizationId, year);
  const kinds = useKinds();
  if (data === undefined && error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined || kinds.data === undefined) return <Skeleton active paragraph={{ rows: 4 }} />;
  const rows = kindRows(data.cells, kinds.data.items, { organizationId, year, kind, language });
  if (rows.length === 0) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<strong>{ledgerTexts.grid.empty}</strong>}>
        <p className="soft">{ledgerTexts.grid.emptyText}</p>
      </Empty>
    );
  }
  return <MonthGrid caption={ledgerTexts.grid.kinds} head={texts.kind} rows={rows} />;
}
