import { buildFact, type Circumstances, type EventDefinition, type Fact } from "../shared/event.ts";
import {
  DutyReminderIssued,
  ObligationCancelled,
  ObligationCreated,
  ObligationDue,
  ObligationOverdue,
  ObligationReopened,
  ObligationSatisfied,
} from "./events.ts";
import { recipientNames } from "./ladder.ts";
import { ladderStepNames } from "./ladder-steps.ts";
import type { Reminder, StoredDuty } from "./obligation-store.ts";
import type { DutyTurn } from "./reconcile-duties.ts";

type StandingEvent = typeof ObligationCreated;

const events: Readonly<Record<DutyTurn, StandingEvent>> = {
  created: ObligationCreated,
  due: ObligationDue,
  overdue: ObligationOverdue,
  satisfied: ObligationSatisfied,
  reopened: ObligationReopened,
  cancelled: ObligationCancelled,
};

/** One organisation's duty: two organisations have duties of one id. */
const subjectOf = ({ organizationId, dutyId }: StoredDuty) => ({
  kind: "obligation",
  id: `${organizationId}/${dutyId}`,
});

export function dutyFact(definition: StandingEvent, duty: StoredDuty, circumstances: Circumstances): Fact {
  const { version, dutyId, organizationId, origin, ruleId, due, state } = duty;
  return buildFact(definition satisfies EventDefinition, circumstances, {
    subject: subjectOf(duty),
    occasion: version,
    organizationId,
    data: { version, dutyId, organizationId, origin, ruleId, due, state },
  });
}

export function factsOf(duty: StoredDuty, turns: readonly DutyTurn[], circumstances: Circumstances): Fact[] {
  return turns.map((turn) => dutyFact(events[turn], duty, circumstances));
}

/** One for each of those who are told, with the highest step among the duties. */
export function reminderFacts(reminder: Reminder, circumstances: Circumstances): Fact[] {
  const { organizationId, day, lines, isWeekly } = reminder;
  return recipientNames.flatMap((recipient) => {
    const own = lines.filter((line) => line.recipient === recipient);
    const isTold = own.length > 0 || (isWeekly && recipient === "committee");
    if (!isTold) return [];
    const step = ladderStepNames.findLast((name) => own.some((line) => line.step === name)) ?? "ahead";
    return [
      buildFact(DutyReminderIssued, circumstances, {
        subject: { kind: "reminder", id: `${organizationId}/${day}` },
        occasion: recipient,
        organizationId,
        data: {
          day,
          recipient,
          step,
          duties: Math.max(1, own.length),
          isWeekly,
          isPushed: own.some((line) => line.isPushed),
        },
      }),
    ];
  });
}
