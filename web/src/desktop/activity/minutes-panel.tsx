import { MinutesBody } from "../../activity/minutes-body.tsx";
import type { Activity } from "../../activity/use-activities.ts";
import { activityTerms } from "../../terms/activity.ts";
import { useTermsOf } from "../../terms/language.tsx";

/** What is planned, and after it what was said and decided. */
export function MinutesPanel({ activity: { agenda, record, may, state } }: { activity: Activity }) {
  const { detail } = useTermsOf(activityTerms);
  const isRecorded = ["recorded", "confirmed", "filed"].includes(state);
  return (
    <section className="panel minutes" aria-labelledby="minutes">
      <h2 id="minutes">{record ? detail.minutes : detail.agenda}</h2>
      {record === null && agenda.length === 0 && <p className="soft">{detail.noAgenda}</p>}
      {record === null && (
        <ol className="plain-list">
          {agenda.map(({ title, speaker }) => (
            <li key={title}>{speaker === null ? title : `${title}（${speaker}）`}</li>
          ))}
        </ol>
      )}
      {record === null && isRecorded && !may.record && <p className="soft">{detail.hiddenMinutes}</p>}
      {record && <MinutesBody record={record} />}
    </section>
  );
}
