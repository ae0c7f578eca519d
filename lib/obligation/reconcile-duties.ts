import { addMonths, periodStart } from "../rules/calendar/periods.ts";
import { addDays, isoWeekday, type PlainDate } from "../rules/calendar/plain-date.ts";
import type { DerivedDuty } from "./derive-duties.ts";
import type { Task } from "./duty.ts";
import { type DutyState, isUnfinished } from "./duty-states.ts";
import { isHigher, type LadderOf, nextStepDay, reachedStep, recipientsOf } from "./ladder.ts";
import type { Reminder, ReminderLine, StoredDuty } from "./obligation-store.ts";
import { nextTurn, type OrganizationHistory } from "./organization-history.ts";

/** How a duty changed, for the facts that tell of it. */
export type DutyTurn = "created" | "due" | "overdue" | "satisfied" | "reopened" | "cancelled";

export interface ChangedDuty {
  readonly duty: StoredDuty;
  readonly turns: readonly DutyTurn[];
}

/** Brings what is stored in line with what is owed on a day. */
export function reconcileDuties(
  stored: readonly StoredDuty[],
  derived: ReadonlyMap<string, DerivedDuty>,
  { on, organizationId, isEnded }: { on: PlainDate; organizationId: string; isEnded: boolean },
): ChangedDuty[] {
  const known = new Map(stored.map((duty) => [duty.dutyId, duty]));
  const fresh = [...derived.values()].filter(({ dutyId }) => !known.has(dutyId));
  const changed = stored.map((duty) => follow(duty, derived.get(duty.dutyId), { on, isEnded }));
  return [...changed, ...fresh.map((duty) => created(duty, { on, organizationId }))].filter(
    (change) => change !== undefined,
  );
}

function created(derived: DerivedDuty, { on, organizationId }: { on: PlainDate; organizationId: string }): ChangedDuty {
  const duty: StoredDuty = {
    ...derived,
    organizationId,
    origin: "rule",
    reminded: null,
    waiver: null,
    talk: null,
    task: null,
    report: null,
    withdrawnReason: null,
    version: 1,
    isDueAnnounced: isAnnouncing(derived, on),
  };
  return { duty, turns: ["created", ...announced(derived, on), ...turnOf(undefined, derived.state)] };
}

function follow(
  before: StoredDuty,
  derived: DerivedDuty | undefined,
  { on, isEnded }: { on: PlainDate; isEnded: boolean },
): ChangedDuty | undefined {
  const wanted = before.origin === "task" ? wantedTask(before, { on, isEnded }) : wantedDuty(before, derived);
  const isAnnounced = before.isDueAnnounced || isAnnouncing(wanted, on);
  if (!differs(before, wanted) && isAnnounced === before.isDueAnnounced) return undefined;
  const duty: StoredDuty = {
    ...before,
    ...wanted,
    version: before.version + 1,
    isDueAnnounced: isAnnounced,
    reminded: wanted.due === before.due ? before.reminded : null,
  };
  const isNew = !before.isDueAnnounced;
  return { duty, turns: [...(isNew ? announced(wanted, on) : []), ...turnOf(before.state, wanted.state)] };
}

type Wanted = Omit<DerivedDuty, "dutyId" | "ruleId">;

function wantedDuty(before: StoredDuty, derived: DerivedDuty | undefined): Wanted {
  if (derived === undefined) return { ...before, state: "cancelled", satisfiedBy: [] };
  return before.waiver !== null ? { ...derived, state: "waived" } : derived;
}

function wantedTask(before: StoredDuty, { on, isEnded }: { on: PlainDate; isEnded: boolean }): Wanted {
  if (before.waiver !== null) return { ...before, state: "waived" };
  const state = before.task === null ? before.state : taskState(before.task, before.due, on);
  return { ...before, state: isEnded && isUnfinished(state) ? "cancelled" : state };
}

/** A task is met on the day of its submission, once that is accepted. */
export function taskState({ submittedOn, acceptedOn }: Task, due: string | null, on: PlainDate): DutyState {
  if (submittedOn !== null && acceptedOn !== null) return due !== null && submittedOn > due ? "late" : "satisfied";
  if (submittedOn !== null) return "submitted";
  return due !== null && on > due ? "overdue" : "open";
}

const isAnnouncing = ({ state, due }: Pick<Wanted, "state" | "due">, on: PlainDate) =>
  isUnfinished(state) && due !== null && due <= on;

/** The fact of the due day belongs to that day; found later, the duty is overdue and says so. */
const announced = (wanted: Pick<Wanted, "state" | "due">, on: PlainDate): DutyTurn[] =>
  wanted.state === "open" && wanted.due === on ? ["due"] : [];

function turnOf(before: DutyState | undefined, after: DutyState): DutyTurn[] {
  if (before === after) return [];
  if (after === "satisfied" || after === "late") return ["satisfied"];
  if (after === "cancelled") return ["cancelled"];
  if (after === "overdue") return before === undefined || before === "open" ? ["overdue"] : ["reopened"];
  if (after === "open") return before === undefined ? [] : ["reopened"];
  return [];
}

function differs(before: StoredDuty, wanted: Wanted): boolean {
  const compared = ["state", "due", "edition", "what", "satisfiedBy", "explanation", "warnings"] as const;
  return compared.some((name) => JSON.stringify(before[name]) !== JSON.stringify(wanted[name]));
}

/** How far the overview of Monday looks ahead: an election that is due in years is no news of the week. */
const overviewDays = 31;

/** Who has to be told today, and the duties with the step that was taken. Each step is taken once. */
export function climbLadder(
  duties: readonly StoredDuty[],
  { on, organizationId, ladderOf }: { on: PlainDate; organizationId: string; ladderOf: LadderOf },
): { duties: StoredDuty[]; reminder: Reminder | undefined } {
  const climbed: StoredDuty[] = [];
  const lines: ReminderLine[] = [];
  for (const duty of duties) {
    if (!isUnfinished(duty.state) || duty.due === null) continue;
    const ladder = ladderOf(duty.ruleId);
    const step = reachedStep(ladder, duty.due as PlainDate, on);
    if (step === null || !isHigher(step, duty.reminded?.step ?? null)) continue;
    climbed.push({ ...duty, reminded: { step, on }, version: duty.version + 1 });
    const isPushed = ladder.pushed.includes(step);
    const channels = ladder.channels[step] ?? null;
    lines.push({ dutyId: duty.dutyId, recipient: recipientsOf[step], step, isPushed, channels });
  }
  const horizon = addDays(on, overviewDays);
  const isWeekly =
    isoWeekday(on) === 1 && duties.some(({ state, due }) => isUnfinished(state) && due !== null && due <= horizon);
  const reminder = lines.length > 0 || isWeekly ? { organizationId, day: on, lines, isWeekly } : undefined;
  return { duties: climbed, reminder };
}

/** The next day on which something changes without anybody doing anything; null: never, the organisation has ended. */
export function nextDayOf(
  duties: readonly StoredDuty[],
  history: OrganizationHistory,
  { on, ladderOf, turns = [] }: { on: PlainDate; ladderOf: LadderOf; turns?: readonly PlainDate[] },
): PlainDate | null {
  if (history.endedOn !== null && history.endedOn <= on) return null;
  const unfinished = duties.filter(({ state }) => isUnfinished(state));
  const days = unfinished.flatMap(({ due, ruleId, reminded }) => {
    if (due === null) return [];
    const day = due as PlainDate;
    const ladder = ladderOf(ruleId);
    const step = reachedStep(ladder, day, on);
    // A step that is reached and was not taken, as after a correction of the past, waits for the next morning.
    const isWaiting = step !== null && isHigher(step, reminded?.step ?? null);
    return [day, addDays(day, 1), isWaiting ? addDays(on, 1) : nextStepDay(ladder, day, on)];
  });
  const monday = unfinished.length > 0 ? addDays(on, 8 - isoWeekday(on)) : null;
  const month = history.facts === null ? null : addMonths(periodStart(on, "month"), 1);
  const wanted = [...days, ...turns, monday, month, nextTurn(history, on)];
  return wanted.filter((day): day is PlainDate => day !== null && day > on).sort()[0] ?? null;
}
