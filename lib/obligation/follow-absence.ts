import { addMonths } from "../rules/calendar/periods.ts";
import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { computeDate, ruleAt, ruleContext } from "../rules/rule-context.ts";
import type { Circumstances, Outcome } from "../shared/event.ts";
import type { keepDuties } from "./keep-duties.ts";
import type { AbsenceClock, CountedRelation, ObligationStore, ToldAbsence } from "./obligation-store.ts";
import { traceOf } from "./trace.ts";

/** When a member took no part, as everything that is known has it. */
interface KnownAbsences {
  /** Null: nobody asks now why the person takes no part, as of somebody who left, is out of contact or lives elsewhere. */
  readonly organizationId: string | null;
  readonly absences: readonly { readonly since: string; readonly endedOn: string | null }[];
}

interface AbsenceOccasion extends Circumstances {
  readonly on: PlainDate;
}

/** Undefined: there is nobody. `since`: the earliest absence that was told; nothing of it may be left out. */
export type FindAbsences<Told> = (
  personId: string,
  about: { readonly on: PlainDate; readonly since: string | null; readonly told: Told | undefined },
) => Promise<KnownAbsences | undefined>;

interface AbsenceDependencies<Told> {
  readonly store: Pick<ObligationStore, "findAbsence" | "saveAbsence">;
  readonly keep: ReturnType<typeof keepDuties>;
  readonly find: FindAbsences<Told>;
}

/** How long before the time is full the duty appears, so that a talk can still help. The product's own proposal. */
const noticeMonths = 1;
const attempts = 5;

/**
 * A clock for each member who missed what was held: the duty of the branch appears when it has run for long enough, and falls
 * silent when the member takes part again, moves, leaves or is out of contact. What is known now is told as a whole, so that
 * neither order nor repetition matters, and a correction opens again what it took the ground from. Units: 1 read and those of
 * `find`, 2 writes where the clock changes; only an absence that was reached is told to the branch, by those of `keepDuties`.
 */
export function followAbsence<Told>({ store, keep, find }: AbsenceDependencies<Told>) {
  return async (personId: string, occasion: AbsenceOccasion, news?: Told): Promise<Outcome> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const clock = await store.findAbsence(personId);
      const former = clock?.told ?? [];
      const since = former.map((one) => one.since).sort()[0] ?? null;
      const known = await find(personId, { on: occasion.on, since, told: news });
      if (known === undefined) return "already_done";
      const { next, relations } = planAbsence(personId, { clock, known, on: occasion.on });
      const isIdle = former.length === 0 && next.told.length === 0;
      if (isIdle && next.nextDay === (clock?.nextDay ?? null)) return "already_done";
      if (!(await store.saveAbsence(next))) continue;
      for (const { organizationId, relation } of relations) await keep(organizationId, { ...occasion, relation });
      return "done";
    }
    throw new Error("the absence of the member is being followed elsewhere");
  };
}

interface AbsencePlan {
  readonly next: AbsenceClock;
  readonly relations: readonly { readonly organizationId: string; readonly relation: CountedRelation }[];
}

function planAbsence(
  personId: string,
  { clock, known, on }: { clock: AbsenceClock | undefined; known: KnownAbsences; on: PlainDate },
): AbsencePlan {
  const { organizationId, absences } = known;
  const former = clock?.told ?? [];
  const version = (clock?.version ?? 0) + 1;
  const told = absences
    .filter((absence) => isReached(absence, on))
    .flatMap((absence): (ToldAbsence & { endedOn: string | null })[] => {
      const at = placeOf(absence, former, organizationId);
      return at === null ? [] : [{ ...absence, organizationId: at }];
    });
  const gone = former.filter((one) => !told.some((other) => isSame(one, other)));
  const open = absences.find(({ endedOn }) => endedOn === null);
  const notice = open === undefined ? null : noticeDay(open.since);
  const next: AbsenceClock = {
    personId,
    version,
    // Whom it was taken from stays listed, so that a delivery that is cut off finds them at its next try.
    told: [...told, ...gone].map((one) => ({ organizationId: one.organizationId, since: one.since })),
    nextDay: notice !== null && notice > on ? notice : null,
  };
  const asked = [
    ...gone.map((one) => ({ ...one, startedOn: null, endedOn: null })),
    ...told.map((one) => ({ ...one, startedOn: one.since })),
  ];
  const relations = asked.map((one) => ({
    organizationId: one.organizationId,
    relation: {
      relationId: `absent_from_life~${traceOf(personId, one.since)}`,
      version,
      kind: "absent_from_life" as const,
      startedOn: one.startedOn,
      endedOn: one.endedOn,
    },
  }));
  return { next, relations };
}

/** Who moved is asked by the present branch; an absence that is over stays where it was known. */
function placeOf(
  { since, endedOn }: KnownAbsences["absences"][number],
  former: readonly ToldAbsence[],
  organizationId: string | null,
): string | null {
  const known = former.find((one) => one.since === since)?.organizationId;
  return endedOn === null ? organizationId : (known ?? organizationId);
}

const isSame = (one: ToldAbsence, other: ToldAbsence) =>
  one.since === other.since && one.organizationId === other.organizationId;

/** Whether it lasted, or has lasted, until the day on which it becomes a duty. */
function isReached({ since, endedOn }: KnownAbsences["absences"][number], on: PlainDate): boolean {
  const notice = noticeDay(since);
  return notice !== null && notice <= (endedOn !== null && endedOn < on ? endedOn : on);
}

/** The day on which the duty appears; null: no edition of the rule is in force. */
function noticeDay(since: string): PlainDate | null {
  const from = since as PlainDate;
  const context = ruleContext(from);
  const rule = ruleAt(context, "EDU-22", { on: from });
  if (rule === null) return null;
  return addMonths(computeDate(context, rule, { limit: "months", from, reading: "earliest" }).date, -noticeMonths);
}
