import { Skeleton } from "antd";
import { Link } from "react-router";
import { ReminderList } from "../../obligation/reminder-list.tsx";
import { useReminders } from "../../obligation/use-reminders.ts";
import { useWords } from "../../obligation/use-words.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** What the person was reminded of, day by day. */
export function RemindersPage() {
  const { texts } = useWords();
  const { data, error, isError, refetch } = useReminders();
  return (
    <>
      <PageTitle title={texts.reminders}>
        <Link to="/duties">{texts.title}</Link>
      </PageTitle>
      <section className="panel" aria-label={texts.reminders}>
        <p className="soft">{texts.remindersIntro}</p>
        {data ? (
          <ReminderList days={data} />
        ) : isError ? (
          <ProblemAlert error={error} onRetry={() => refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </section>
    </>
  );
}
