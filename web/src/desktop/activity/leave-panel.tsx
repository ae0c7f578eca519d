import { App, Button, Skeleton } from "antd";
import { type Activity, type Leave, useLeaves } from "../../activity/use-activities.ts";
import { useAttendanceSteps } from "../../activity/use-attendance-steps.ts";
import { activityOwnTerms } from "../../terms/activity-own.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

function Row({ leave, activity }: { leave: Leave; activity: Activity }) {
  const ownTexts = useTermsOf(activityOwnTerms);
  const stepTexts = useTermsOf(activityStepTerms);
  const { message } = App.useApp();
  const { activityId, may, state } = activity;
  const { personId, name, reason } = leave;
  const { decide } = useAttendanceSteps(
    activityId,
    (decision) => void message.success(stepTexts.leaves.done[decision]),
  );
  const mayDecide = may.confirm && leave.state === "requested" && ["published", "held", "recorded"].includes(state);
  const answer = (decision: "granted" | "declined") =>
    decide.mutate({ params: { activityId, personId }, body: { decision } });
  return (
    <li>
      <span>
        <strong>{name}</strong> <span className="soft">{ownTexts.own.leave[leave.state]}</span>
        <span className="soft block">
          {reason === undefined ? stepTexts.leaves.hidden : stepTexts.leaves.reason(reason)}
        </span>
        {decide.error !== null && <ProblemAlert error={decide.error} />}
      </span>
      {mayDecide && (
        <span className="row-actions">
          <Button
            type="primary"
            loading={decide.isPending}
            aria-label={stepTexts.leaves.actionOf(stepTexts.leaves.grant, name)}
            onClick={() => answer("granted")}
          >
            {stepTexts.leaves.grant}
          </Button>
          <Button
            loading={decide.isPending}
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
