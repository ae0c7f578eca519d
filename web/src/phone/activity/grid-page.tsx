import "./activity.css";
import { Skeleton } from "antd-mobile";
import { organizationRows } from "../../activity/grid-rows.ts";
import { firstPlace, placesWith } from "../../activity/places.ts";
import { useLedgerGrid } from "../../activity/use-ledger.ts";
import { useViewAddress } from "../../activity/use-view-address.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityLedgerTerms } from "../../terms/activity-ledger.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { MonthTable } from "./month-table.tsx";
import { KindField, PlaceField, YearField } from "./view-fields.tsx";

/** What the organisations of a subtree held, month by month; each number opens the ledger behind it. */
export function GridPage() {
  const texts = useTermsOf(activityTerms);
  const { grid } = useTermsOf(activityLedgerTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { organizationId: chosen, year, kind, show } = useViewAddress();
  const organizationId = chosen ?? firstPlace(me, tree, "activity.read");
  const { data, error, refetch } = useLedgerGrid(organizationId, year);
  const places = placesWith(me, tree, "activity.read").filter(
    (place) => (tree?.childrenOf(place.organizationId).length ?? 0) > 0,
  );
  const isReady = data !== undefined && tree !== undefined && organizationId !== undefined;
  return (
    <>
      <PageHeader title={grid.title} up="/activities" />
      <section className="card" aria-label={grid.title} aria-busy={!isReady && error === null}>
        <PlaceField places={places} organizationId={organizationId} onChange={(id) => show({ organizationId: id })} />
        <YearField year={year} onChange={(next) => show({ year: next })} />
        <KindField kind={kind} onChange={(next) => show({ kind: next })} />
        {!isReady && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {!isReady && error === null && <Skeleton.Paragraph lineCount={8} animated />}
        {isReady && (
          <MonthTable
            caption={grid.title}
            head={texts.organization}
            rows={organizationRows(data, tree, { organizationId, year, kind })}
          />
        )}
      </section>
    </>
  );
}
