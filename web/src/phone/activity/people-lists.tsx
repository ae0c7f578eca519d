import { Button, Toast } from "antd-mobile";
import { type Activity, type Leave, useLeaves } from "../../activity/use-activities.ts";
import { useAttendanceSteps } from "../../activity/use-attendance-steps.ts";
import { useSignUps } from "../../activity/use-lists.ts";
import { activityTerms } from "../../terms/activity.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

function LeaveRow({ leave, activity: { activityId, may, state } }: { leave: Leave; activity: Activity }) {
  const texts = useTermsOf(activityTerms);
  const { decide } = useAttendanceSteps(activityId, (decision) => Toast.show({ content: texts.leaves.done[decision] }));
  const { personId, name, reason } = leave;
  const mayDecide = may.confirm && leave.state === "requested" && ["published", "held", "recorded"].includes(state);
  const answer = (decision: "granted" | "declined") =>
    decide.mutate({ params: { activityId, personId }, body: { decision } });
  return (
    <li>
      <strong>{name}</strong>
      <span className="soft">
        {texts.own.leave[leave.state]} · {reason === undefined ? texts.leaves.hidden : texts.leaves.reason(reason)}
      </span>
      {mayDecide && (
        <span className="steps">
          <Button
            color="primary"
            loading={decide.isPending}
            aria-label={texts.leaves.actionOf(texts.leaves.grant, name)}
            onClick={() => answer("granted")}
          >
            {texts.leaves.grant}
          </Button>
          <Button
            loading={decide.isPending}
            aria-label={texts.leaves.actionOf(texts.leaves.decline, name)}
            onClick={() => answer("declined")}
          >
            {texts.leaves.decline}
          </Button>
        </span>
      )}
      {decide.error !== null && <Problem error={decide.error} />}
    </li>
  );
}

/** Requests for leave, with the answer beside them; nothing where nobody asked. */
export function LeaveList({ activity }: { activity: Activity }) {
  const texts = useTermsOf(activityTerms);
  const { data, error, refetch } = useLeaves(activity.activityId);
  if (data === undefined && error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="card" aria-labelledby="leaves">
      <h2 id="leaves">{texts.leaves.title}</h2>
      <ul className="plain-rows">
        {data.items.map((leave) => (
          <LeaveRow key={leave.personId} leave={leave} activity={activity} />
        ))}
      </ul>
    </section>
  );
}

/** Who has a place, then who waits. */
export function SignUpList({ activityId }: { activityId: string }) {
  const { signUps: texts } = useTermsOf(activityListTerms);
  const { data, error, refetch } = useSignUps(activityId);
  if (data === undefined && error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <section className="card" aria-labelledby="sign-ups">
      <h2 id="sign-ups">{texts.title}</h2>
      {data?.items.length === 0 && <p className="soft">{texts.empty}</p>}
      <ul className="plain-rows">
        {data?.items.map(({ personId, name, place }) => (
          <li key={personId}>
            <strong>{name}</strong>
            <span className={place.state === "in" ? "state state-good" : "state"}>
              {texts[place.state](place.position)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
