import { MinutesBody } from "../../activity/minutes-body.tsx";
import type { Activity } from "../../activity/use-activities.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";

/** Who was there, what was said and decided. */
export function Minutes({ activity: { record } }: { activity: Activity }) {
  const { detail } = useTermsOf(activityTerms);
  const { people } = useTermsOf(activityStepTerms);
  if (record === null) return null;
  const { counts } = record;
  return (
    <section className="card minutes" aria-labelledby="minutes">
      <h2 id="minutes">{detail.minutes}</h2>
      <p>
        {people.counts(counts.due, counts.present)}
        {counts.leave > 0 && ` · ${people.leave(counts.leave)}`}
        {counts.absent > 0 && ` · ${people.absent(counts.absent)}`}
        {counts.guests > 0 && ` · ${people.guests(counts.guests)}`}
        {counts.questions > 0 && ` · ${people.questions(counts.questions)}`}
      </p>
      <MinutesBody record={record} />
    </section>
  );
}
