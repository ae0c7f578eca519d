import { useState } from "react";
import { Link } from "react-router";
import type { GridRow } from "../../activity/grid-rows.ts";
import { type MonthSum, months } from "../../activity/months.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityLedgerTerms } from "../../terms/activity-ledger.ts";
import { todayOnCampus } from "../../terms/dates.ts";
import { useTermsOf } from "../../terms/language.tsx";

/** Twelve months that a finger can hit do not fit beside a name. */
const halves = [months.slice(0, 6), months.slice(6)];

function Cell({ sum: { filed, open }, to }: { sum: MonthSum; to: string }) {
  const { grid } = useTermsOf(activityLedgerTerms);
  if (filed === 0 && open === 0) {
    return (
      <td className="soft">
        <span aria-hidden="true">－</span>
        <span className="visually-hidden">{grid.nothing}</span>
      </td>
    );
  }
  return (
    <td>
      <Link to={to}>
        {filed > 0 && (
          <span className="filed">
            {filed}
            <span className="visually-hidden">{grid.filed(filed)}</span>
          </span>
        )}
        {open > 0 && (
          <span className="open">
            {grid.openMark}
            <span className="visually-hidden">{grid.open(open)}</span>
          </span>
        )}
      </Link>
    </td>
  );
}

interface MonthTableProps {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly GridRow[];
}

/** Rows by month, half a year at a time: what was held, what is open. */
export function MonthTable({ caption, head, rows }: MonthTableProps) {
  const texts = useTermsOf(activityTerms);
  const { grid } = useTermsOf(activityLedgerTerms);
  const [half, setHalf] = useState(Number(todayOnCampus().slice(5, 7)) > 6 ? 1 : 0);
  const shown = halves[half] ?? months;
  return (
    <>
      <fieldset className="halves" aria-label={grid.half}>
        {halves.map((_, index) => (
          <button key={grid.halves[index]} type="button" aria-pressed={index === half} onClick={() => setHalf(index)}>
            {grid.halves[index]}
          </button>
        ))}
      </fieldset>
      <table className="month-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {shown.map((month) => (
              <th key={month} scope="col">
                {texts.month(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, depth, to, sums }) => (
            <tr key={key}>
              <th scope="row" className={`depth-${Math.min(depth, 2)}`}>
                <Link to={to}>{name}</Link>
              </th>
              {shown.map((month) => (
                <Cell key={month} sum={sums[month - 1] ?? { filed: 0, open: 0 }} to={`${to}#month-${month}`} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">{grid.legend}</p>
    </>
  );
}
