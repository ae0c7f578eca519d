import { Link } from "react-router";
import { exceptionsOf, lastWholeMonth } from "../../activity/exceptions.ts";
import type { GridRow } from "../../activity/use-ledger.ts";
import { ledgerAddress } from "../../activity/use-view-address.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTermsOf } from "../../terms/language.tsx";

const mostShown = 8;

/** Branches to ask first; the table below has all of them. */
export function ExceptionPanel({ rows, year }: { rows: readonly GridRow[]; year: number }) {
  const { exceptions: texts } = useTermsOf(activityListTerms);
  const found = exceptionsOf(rows, lastWholeMonth(year, todayOnCampus()));
  return (
    <div className="exceptions">
      <h3>{texts.title}</h3>
      {found.length === 0 && <p className="soft">{texts.none}</p>}
      <ul className="subordinates">
        {found.slice(0, mostShown).map(({ organizationId, name, emptyMonths, openMonths }) => (
          <li key={organizationId}>
            <Link to={ledgerAddress(organizationId, year)}>{name}</Link>
            <span className="row-actions">
              {emptyMonths > 1 && <span className="state state-bad">{texts.emptyMonths(emptyMonths)}</span>}
              {openMonths.length > 0 && <span className="state state-warning">{texts.open(openMonths)}</span>}
            </span>
          </li>
        ))}
      </ul>
      {found.length > mostShown && <p className="soft">{texts.more(found.length - mostShown)}</p>}
    </div>
  );
}
