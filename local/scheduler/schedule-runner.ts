import { runAt } from "../events/clock-timer.ts";
import type { CloudParts } from "../ports.ts";
import type { Schedule } from "./schedule.ts";
import { compileScheduleExpression, type NextOccurrence } from "./schedule-expression.ts";

/** A test that moves the clock by years must not flood the cloud: so many occurrences of one schedule, then the rest is skipped. */
const occurrencesPerAdvance = 1000;
const namespace = "schedules";

interface ScheduleState {
  readonly expression: string;
  /** When the schedule first existed with this expression. */
  readonly createdAt: number;
  readonly lastRun?: number;
}

/** Fires when the cloud's clock passes an occurrence. What was missed while the cloud was down is not made up for. */
export function createScheduleRunner(
  { clock, state, activity, onReady, onStop }: Pick<CloudParts, "clock" | "state" | "activity" | "onReady" | "onStop">,
  schedule: Schedule,
  fire: (scheduledTime: number) => void,
): void {
  const { state: known, isNew } = rememberSchedule(state, schedule, clock.now());
  const next = withinDates(
    schedule,
    compileScheduleExpression(schedule.expression, {
      timeZone: schedule.timeZone,
      anchor: schedule.startDate ?? known.createdAt,
    }),
  );
  if (!schedule.isEnabled) return;
  let cancel = () => {};
  let due = Number.POSITIVE_INFINITY;

  const wait = (time: number | undefined) => {
    due = time ?? Number.POSITIVE_INFINITY;
    if (time !== undefined) cancel = runAt(clock, time, () => firePassed(time));
  };
  const firePassed = (from: number) => {
    let time: number | undefined = from;
    for (let count = 0; time !== undefined && time <= clock.now(); count += 1) {
      if (count === occurrencesPerAdvance) {
        time = next(clock.now());
        break;
      }
      fire(time);
      state.set(namespace, schedule.arn, JSON.stringify({ ...known, lastRun: time } satisfies ScheduleState));
      time = next(time);
    }
    wait(time);
  };

  // A new rate schedule fires at once, as on AWS; otherwise only what lies ahead counts.
  onReady(() => wait(next(isNew ? known.createdAt - 1 : clock.now())));
  // Between `advance` and the timer that it wakes, an occurrence is due and not yet fired.
  activity.register(schedule.arn, () => due > clock.now());
  onStop(() => cancel());
}

function rememberSchedule(state: CloudParts["state"], schedule: Schedule, now: number) {
  const text = state.get(namespace, schedule.arn);
  const known = text === undefined ? undefined : (JSON.parse(text) as ScheduleState);
  if (known?.expression === schedule.expression) return { state: known, isNew: false };
  const created: ScheduleState = { expression: schedule.expression, createdAt: Math.floor(now / 1000) * 1000 };
  state.set(namespace, schedule.arn, JSON.stringify(created));
  return { state: created, isNew: true };
}

/** Both dates are inclusive. One-time schedules ignore them, as on AWS. */
function withinDates(schedule: Schedule, next: NextOccurrence): NextOccurrence {
  const { startDate = Number.NEGATIVE_INFINITY, endDate = Number.POSITIVE_INFINITY } = schedule;
  if (schedule.expression.startsWith("at(")) return next;
  return (after) => {
    const time = next(Math.max(after, startDate - 1));
    return time !== undefined && time <= endDate ? time : undefined;
  };
}
