import { Button, Toast } from "antd-mobile";
import { type Activity, type Leave, useLeaves } from "../../activity/use-activities.ts";
import { useLeaveDecision } from "../../activity/use-leave-decision.ts";
import { useSignUps } from "../../activity/use-lists.ts";
import { activityListTerms } from "../../terms/activity-lists.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { Problem } from "../problem.tsx";

function LeaveRow({ leave, activity }: { leave: Leave; activity: Activity }) {
  const ownTexts = useTermsOf(activityOwnTerms);
  const stepTexts = useTermsOf(activityStepTerms);
  const { answer, isPending, error } = useLeaveDecision(activity, leave, (decision) =>
    Toast.show({ content: stepTexts.leaves.done[decision] }),
  );
  const { name, reason } = leave;
  return (
    <li>
      <strong>{name}</strong>
      <span className="soft">
        {ownTexts.own.leave[leave.state]} ·{" "}
        {reason === undefined ? stepTexts.leaves.hidden : stepTexts.leaves.reason(reason)}
      </span>
      {answer && (
        <span className="steps">
          <Button
            color="primary"
            loading={isPending}
            aria-label={stepTexts.leaves.actionOf(stepTexts.leaves.grant, name)}
            onClick={() => answer("granted")}
          >
            {stepTexts.leaves.grant}
          </Button>
          <Button
            loading={isPending}
            aria-label={stepTexts.leaves.actionOf(stepTexts.leaves.decline, name)}
            onClick={() => answer("declined")}
          >
            {stepTexts.leaves.decline}
          </Button>
        </span>
      )}
      {error !== null && <Problem error={error} />}
    </li>
  );
}

/** Requests for leave, with the answer beside them; nothing where nobody asked. */
export function LeaveList({ activity }: { activity: Activity }) {
  const stepTexts = useTermsOf(activityStepTerms);
  const { data, error, refetch } = useLeaves(activity.activityId);
  if (data === undefined && error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="card" aria-labelledby="leaves">
      <h2 id="leaves">{stepTexts.leaves.title}</h2>
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
