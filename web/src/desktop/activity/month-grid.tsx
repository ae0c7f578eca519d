import { Link } from "react-router";
import type { GridRow } from "../../activity/grid-rows.ts";
import { type MonthSum, months } from "../../activity/months.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityLedgerTerms } from "../../terms/activity-ledger.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { TableBox } from "../table-box.tsx";

function Cell({ sum: { filed, open }, to }: { sum: MonthSum; to: string }) {
  const { grid } = useTermsOf(activityLedgerTerms);
  if (filed === 0 && open === 0) {
    return (
      <td className="month-cell soft">
        <span aria-hidden="true">－</span>
        <span className="visually-hidden">{grid.nothing}</span>
      </td>
    );
  }
  return (
    <td className="month-cell">
      <Link to={to} className="month-link">
        {filed > 0 && (
          <span className="state state-good">
            {filed}
            <span className="visually-hidden">{grid.filed(filed)}</span>
          </span>
        )}
        {open > 0 && (
          <span className="state state-warning">
            {grid.openMark}
            <span className="visually-hidden">{grid.open(open)}</span>
          </span>
        )}
      </Link>
    </td>
  );
}

/** Rows by month: what was held, what is open. It reads aloud and prints as a table. */
export function MonthGrid({ caption, head, rows }: { caption: string; head: string; rows: readonly GridRow[] }) {
  const texts = useTermsOf(activityTerms);
  const ledgerTexts = useTermsOf(activityLedgerTerms);
  return (
    <>
      <TableBox label={caption}>
        <table className="entries month-grid">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {texts.month(month)}
                </th>
              ))}
              <th scope="col">{ledgerTexts.grid.total}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, depth, to, sums }) => (
              <tr key={key}>
                <th scope="row" className={`depth-${Math.min(depth, 3)}`}>
                  <Link to={to}>{name}</Link>
                </th>
                {sums.map((sum, index) => (
                  <Cell key={months[index]} sum={sum} to={`${to}#month-${months[index]}`} />
                ))}
                <td className="month-cell">{sums.reduce((all, { filed }) => all + filed, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p className="soft grid-legend">{ledgerTexts.grid.legend}</p>
    </>
  );
}
