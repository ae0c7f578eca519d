import { App, Button, Skeleton } from "antd";
import { type Activity, type Leave, useLeaves } from "../../activity/use-activities.ts";
import { useLeaveDecision } from "../../activity/use-leave-decision.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

function Row({ leave, activity }: { leave: Leave; activity: Activity }) {
  const ownTexts = useTermsOf(activityOwnTerms);
  const stepTexts = useTermsOf(activityStepTerms);
  const { message } = App.useApp();
  const { name, reason } = leave;
  const { answer, isPending, error } = useLeaveDecision(
    activity,
    leave,
    (decision) => void message.success(stepTexts.leaves.done[decision]),
  );
  return (
    <li>
      <span>
        <strong>{name}</strong> <span className="soft">{ownTexts.own.leave[leave.state]}</span>
        <span className="soft block">
          {reason === undefined ? stepTexts.leaves.hidden : stepTexts.leaves.reason(reason)}
        </span>
        {error !== null && <ProblemAlert error={error} />}
      </span>
      {answer && (
        <span className="row-actions">
          <Button
            type="primary"
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
    </li>
  );
}

/** Requests for leave; the reason is for the head. */
export function LeavePanel({ activity }: { activity: Activity }) {
  const stepTexts = useTermsOf(activityStepTerms);
  const { data, error, refetch } = useLeaves(activity.activityId);
  return (
    <section className="panel" aria-labelledby="leaves">
      <h2 id="leaves">{stepTexts.leaves.title}</h2>
      {data === undefined && error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 2 }} />}
      {data?.items.length === 0 && <p className="soft">{stepTexts.leaves.empty}</p>}
      <ul className="subordinates">
        {data?.items.map((leave) => (
          <Row key={leave.personId} leave={leave} activity={activity} />
        ))}
      </ul>
    </section>
  );
}
