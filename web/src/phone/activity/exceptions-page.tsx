import "./activity.css";
import { Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { exceptionsOf, lastWholeMonth } from "../../activity/exceptions.ts";
import { firstPlace, placesWith } from "../../activity/places.ts";
import { useLedgerGrid } from "../../activity/use-ledger.ts";
import { ledgerAddress, useViewAddress } from "../../activity/use-view-address.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { useOrganizations } from "../../organization/use-organizations.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { PlaceField, YearField } from "./view-fields.tsx";

/** Whom a superior asks first: branches without anything filed for months, and records that were left open. */
export function ExceptionsPage() {
  const { exceptions } = useTermsOf(activityListTerms);
  const me = useCurrentPerson();
  const { tree } = useOrganizations();
  const { organizationId: chosen, year, show } = useViewAddress();
  const organizationId = chosen ?? firstPlace(me, tree, "activity.read");
  const { data, error, refetch } = useLedgerGrid(organizationId, year);
  const places = placesWith(me, tree, "activity.read").filter(
    (place) => (tree?.childrenOf(place.organizationId).length ?? 0) > 0,
  );
  const found = data && exceptionsOf(data, lastWholeMonth(year, todayOnCampus()));
  return (
    <>
      <PageHeader title={exceptions.title} up="/activities" />
      <section className="card" aria-label={exceptions.title} aria-busy={data === undefined && error === null}>
        <p className="soft">{exceptions.text}</p>
        <PlaceField places={places} organizationId={organizationId} onChange={(id) => show({ organizationId: id })} />
        <YearField year={year} onChange={(next) => show({ year: next })} />
        {data === undefined && error !== null && <Problem error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton.Paragraph lineCount={6} animated />}
        {found && <p role="status">{found.length === 0 ? exceptions.none : exceptions.count(found.length)}</p>}
        <ul className="rows">
          {found?.map((one) => (
            <li key={one.organizationId}>
              <Link to={ledgerAddress(one.organizationId, year)}>
                <span className="row-text">
                  <strong>{one.name}</strong>
                  {one.emptyMonths > 1 && (
                    <span className="state state-bad">{exceptions.emptyMonths(one.emptyMonths)}</span>
                  )}
                  {one.openMonths.length > 0 && (
                    <span className="state state-warning">{exceptions.open(one.openMonths)}</span>
                  )}
                </span>
                {icons.next}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
