import { Link } from "react-router";
import { useOwnActivities } from "../activity/use-activities.ts";
import { useOwnLedger } from "../activity/use-ledger.ts";
import { useInbox } from "../message/use-messages.ts";
import { formatDate } from "../terms/dates.ts";
import "./obligation.css";
import { useWords } from "./use-words.ts";

const shownActivities = 5;

/** What somebody owes as a member: study, the activities to which they are called, what waits for a confirmation. */
export function MemberPart({ className }: { className: string }) {
  const { texts, language, today } = useWords();
  const ledger = useOwnLedger(Number(today.slice(0, 4)));
  const activities = useOwnActivities();
  const inbox = useInbox({ show: "to_confirm", kind: undefined, q: "" });
  const called = (activities.data?.items ?? []).filter(({ own }) => own.isDue && own.attendance === null);
  const unconfirmed = inbox.data?.pages.flatMap(({ items }) => items).length ?? 0;
  const year = ledger.data;
  if (year === undefined && called.length === 0 && unconfirmed === 0) return null;
  return (
    <section className={className} aria-labelledby="member-part">
      <h2 id="member-part">{texts.asMember}</h2>
      {year && (
        <details className="duty-why">
          <summary>{texts.studyHours(year.studyHours, year.target.hours)}</summary>
          <p>{year.target.explanation[language]}</p>
        </details>
      )}
      {called.length > 0 && <h3>{texts.calledTo}</h3>}
      <ul className="duties">
        {called.slice(0, shownActivities).map(({ activityId, title, day }) => (
          <li key={activityId} className="duty">
            <div className="duty-text">
              <Link className="duty-link" to={`/activities/${activityId}`}>
                {title}
              </Link>
              <span className="soft">{formatDate(day, language)}</span>
            </div>
          </li>
        ))}
      </ul>
      {unconfirmed > 0 && (
        <Link className="all-duties" to="/messages">
          {texts.toConfirm(unconfirmed)}
        </Link>
      )}
    </section>
  );
}
