import { Skeleton } from "antd-mobile";
import { ReminderList } from "../../obligation/reminder-list.tsx";
import { useReminders } from "../../obligation/use-reminders.ts";
import { useWords } from "../../obligation/use-words.ts";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import "./obligation.css";

/** What the person was reminded of, day by day. */
export function RemindersPage() {
  const { texts } = useWords();
  const { data, error, isError, refetch } = useReminders();
  return (
    <>
      <PageHeader title={texts.reminders} up="/duties" />
      <section className="card" aria-label={texts.reminders} aria-busy={!data && !isError}>
        <p className="soft">{texts.remindersIntro}</p>
        {data ? (
          <ReminderList days={data} />
        ) : isError ? (
          <Problem error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton.Paragraph lineCount={8} animated />
        )}
      </section>
    </>
  );
}
