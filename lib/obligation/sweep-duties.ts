import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";
import { chinaDay } from "../shared/clock.ts";
import type { Circumstances } from "../shared/event.ts";
import type { keepDuties } from "./keep-duties.ts";
import { type ObligationStore, sweepShards } from "./obligation-store.ts";

/** How far a sweep looks back that was down: an organisation that waits for an earlier day waits until something happens there. */
const missedDaysAtMost = 366;

/**
 * Reaches what falls due by itself: new periods, due days, overdue duties, the next step of the ladder. Reads only the
 * organisations whose next day has come; a day on which nothing is due costs one empty read a shard. Days that were
 * missed are swept first, as of today: nobody is told of three steps at once. Running twice changes nothing.
 */
export function sweepDuties({
  store,
  keep,
  lookAfter,
  newCorrelationId,
}: {
  readonly store: Pick<ObligationStore, "listDue" | "findSweptDay" | "saveSweptDay">;
  readonly keep: ReturnType<typeof keepDuties>;
  /** Looks anew at somebody whose absence has lasted long enough. */
  readonly lookAfter: (personId: string, occasion: Circumstances & { on: PlainDate }) => Promise<unknown>;
  readonly newCorrelationId: () => string;
}) {
  return async (scheduledFor: Date): Promise<Readonly<Record<string, number>>> => {
    const today = chinaDay(scheduledFor);
    const circumstances: Circumstances = { at: scheduledFor, correlationId: newCorrelationId(), actor: null };
    const days = daysToSweep((await store.findSweptDay()) as PlainDate | undefined, today);
    const seen = new Set<string>();
    let people = 0;
    for (const day of days) {
      for (let shard = 0; shard < sweepShards; shard++) {
        const { organizations, absent } = await store.listDue(day, shard);
        for (const personId of absent) await lookAfter(personId, { ...circumstances, on: today });
        people += absent.length;
        for (const organizationId of organizations) {
          if (seen.has(organizationId)) continue;
          seen.add(organizationId);
          await keep(organizationId, { ...circumstances, on: today, isSweep: true });
        }
      }
    }
    await store.saveSweptDay(today);
    return { days: days.length, organizations: seen.size, people };
  };
}

/** Today is swept again when it was swept already: something may have been put off to it since. */
function daysToSweep(swept: PlainDate | undefined, today: PlainDate): PlainDate[] {
  const earliest = addDays(today, -missedDaysAtMost);
  const first = swept === undefined || swept < earliest ? earliest : swept < today ? addDays(swept, 1) : today;
  const days: PlainDate[] = [];
  for (let day = first; day <= today; day = addDays(day, 1)) days.push(day);
  return days;
}
