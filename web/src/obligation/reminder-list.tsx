import { Link } from "react-router";
import { ladderSteps } from "../../../lib/obligation/ladder-steps.ts";
import { formatDate } from "../terms/dates.ts";
import { StateMark } from "./state-mark.tsx";
import type { ReminderDay } from "./use-reminders.ts";
import { useWords } from "./use-words.ts";
import "./obligation.css";

/** One digest a day: which duties, at which step, and how they stand now. */
export function ReminderList({ days }: { days: readonly ReminderDay[] }) {
  const { texts, language } = useWords();
  if (days.length === 0) {
    return (
      <p>
        <strong>{texts.noReminders}</strong>
        <br />
        {texts.noRemindersText}
      </p>
    );
  }
  return days.map(({ day, isWeekly, lines }) => (
    <section key={day} className="reminder-day" aria-label={formatDate(day, language)}>
      <h2>{formatDate(day, language)}</h2>
      {isWeekly && (
        <p className="soft">
          {texts.weekly} · {texts.weeklyText} <Link to="/duties">{texts.title}</Link>
        </p>
      )}
      <ul className="duties">
        {lines.map((line) => (
          <li key={`${line.organizationId} ${line.dutyId} ${line.step}`} className="duty">
            <div className="duty-text">
              <div className="duty-head">
                <strong>{line.what[language]}</strong>
                <StateMark state={line.state} />
              </div>
              <span>{line.due === null ? texts.noDay : texts.dueOn(formatDate(line.due, language))}</span>
              <span className="soft">
                {ladderSteps[line.step][language]} ·{" "}
                <Link to={`/organizations/${line.organizationId}/duties`}>{line.organizationName}</Link>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  ));
}
