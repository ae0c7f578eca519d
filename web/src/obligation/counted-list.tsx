import { Link } from "react-router";
import { formatDate } from "../terms/dates.ts";
import { columnOf } from "./grid-columns.ts";
import { StateMark } from "./state-mark.tsx";
import { type CountedDuty, useColumnNames } from "./use-grid.ts";
import { useWords } from "./use-words.ts";
import "./obligation.css";

/** The duties behind a number, each with its organisation. */
export function CountedList({ duties }: { duties: readonly CountedDuty[] }) {
  const { texts, language } = useWords();
  const nameOf = useColumnNames();
  if (duties.length === 0) return <p>{texts.nothingCounted}</p>;
  return (
    <ul className="duties">
      {duties.map((duty) => (
        <li key={`${duty.organizationId} ${duty.dutyId}`} className="duty">
          <div className="duty-text">
            <div className="duty-head">
              <strong>{nameOf(columnOf(duty))}</strong>
              <StateMark state={duty.state} />
            </div>
            <span>{duty.due === null ? texts.noDay : texts.dueOn(formatDate(duty.due, language))}</span>
            <Link className="duty-link" to={`/organizations/${duty.organizationId}/duties`}>
              {duty.organizationName}
            </Link>
          </div>
        </li>
      ))}
    </ul>
  );
}
