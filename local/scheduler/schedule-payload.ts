import type { Deployment } from "../ports.ts";
import type { Schedule } from "./schedule.ts";

export interface Occurrence {
  readonly scheduledTime: string;
  readonly executionId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** What the target gets: the input with its context attributes filled in, or without an input AWS's notice. */
export function schedulePayload(schedule: Schedule, deployment: Deployment, occurrence: Occurrence): string {
  const { input, event } = schedule.target;
  const text = input === undefined ? undefined : fillIn(input, schedule, occurrence);
  if (event !== undefined) {
    const detail: unknown = JSON.parse(text ?? "{}");
    return JSON.stringify({ source: event.Source, "detail-type": event.DetailType, detail });
  }
  return text ?? JSON.stringify(notice(schedule, deployment, occurrence));
}

function fillIn(input: string, schedule: Schedule, occurrence: Occurrence): string {
  const attributes: Readonly<Record<string, string>> = {
    "schedule-arn": schedule.arn,
    "scheduled-time": occurrence.scheduledTime,
    "execution-id": occurrence.executionId,
    "attempt-number": String(occurrence.attempt),
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => attributes[name] ?? whole);
}

function notice(schedule: Schedule, deployment: Deployment, occurrence: Occurrence) {
  return {
    version: "0",
    id: occurrence.executionId,
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: deployment.account,
    time: occurrence.scheduledTime,
    region: deployment.region,
    resources: [schedule.arn],
    detail: "{}",
  };
}
