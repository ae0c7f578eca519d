import { App, Button, Empty, Skeleton } from "antd";
import { useState } from "react";
import { type Activity, type AttendanceList, useAttendance } from "../../activity/use-activities.ts";
import { useAttendanceSteps } from "../../activity/use-attendance-steps.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { AttendanceTable, type Mark } from "./attendance-table.tsx";
import { PeopleSelect } from "./people-select.tsx";

function Counts({ counts, isFixed }: AttendanceList) {
  const { people } = useTermsOf(activityStepTerms);
  const more = [
    [people.late, counts.late],
    [people.leave, counts.leave],
    [people.absent, counts.absent],
    [people.guests, counts.guests],
  ] as const;
  return (
    <p className="counts" role="status">
      <strong>{people.counts(counts.due, counts.present)}</strong>
      {more.map(([text, count]) => (count > 0 ? <span key={text(count)}>{text(count)}</span> : null))}
      {counts.questions > 0 && <span className="state state-warning">{people.questions(counts.questions)}</span>}
      {!isFixed && <span className="soft">{people.foreseen}</span>}
    </p>
  );
}

/** Who is due and who came; the recorder's word comes before every device. */
export function AttendancePanel({ activity }: { activity: Activity }) {
  const stepTexts = useTermsOf(activityStepTerms);
  const { people } = stepTexts;
  const { message } = App.useApp();
  const { activityId, state } = activity;
  const isOpen = state === "held" || state === "recorded";
  const { data, error, refetch } = useAttendance(activityId, state === "held");
  const { mark } = useAttendanceSteps(activityId, () => {});
  const [guests, setGuests] = useState<readonly string[]>([]);
  const send: Mark = (marks) =>
    mark.mutate(
      { params: { activityId }, body: { marks } },
      { onSuccess: () => void message.success(stepTexts.done.attendance) },
    );
  const missing = data?.items.filter((person) => person.isDue && person.state === "due") ?? [];
  return (
    <section className="panel" aria-labelledby="attendance">
      <div className="section-head">
        <h2 id="attendance">{people.title}</h2>
        {isOpen && missing.length > 0 && (
          <Button
            loading={mark.isPending}
            onClick={() => send(missing.map(({ personId }) => ({ personId, state: "present" })))}
          >
            {people.all}
          </Button>
        )}
      </div>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 5 }} />}
      {data && <Counts {...data} />}
      {data && data.counts.questions > 0 && <p className="soft">{people.questionHint}</p>}
      {mark.error !== null && <ProblemAlert error={mark.error} />}
      {data?.items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={people.empty} />}
      {data && data.items.length > 0 && <AttendanceTable people={data.items} onMark={isOpen ? send : undefined} />}
      {isOpen && (
        <div className="guest-row">
          <label htmlFor="guests" className="visually-hidden">
            {people.addGuest}
          </label>
          <PeopleSelect id="guests" value={guests} onChange={setGuests} placeholder={people.guestHint} />
          <Button
            disabled={guests.length === 0}
            loading={mark.isPending}
            onClick={() => {
              send(guests.map((personId) => ({ personId, state: "guest" })));
              setGuests([]);
            }}
          >
            {people.addGuest}
          </Button>
        </div>
      )}
    </section>
  );
}
