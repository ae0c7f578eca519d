import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";
import { partyAgeDay } from "../rules/evaluate/secretary-party-age.ts";
import { type Policy, standingPolicy } from "../rules/policy.ts";
import { ruleContext } from "../rules/rule-context.ts";
import type { Circumstances, Fact } from "../shared/event.ts";
import type { Receipt } from "../shared/request-context.ts";
import { deriveDuties } from "./derive-duties.ts";
import type { UniversityTerms } from "./describe-organization.ts";
import { factsOf, reminderFacts } from "./duty-facts.ts";
import { type LadderOf, laddersFor } from "./ladder.ts";
import {
  type Board,
  type CountedActivity,
  type CountedRelation,
  deedsOf,
  type ObligationStore,
  type OwnerRecord,
  relationsOf,
  type StoredDuty,
} from "./obligation-store.ts";
import type { OrganizationHistory } from "./organization-history.ts";
import { climbLadder, nextDayOf, reconcileDuties } from "./reconcile-duties.ts";
import { shown } from "./show-duty.ts";

/** What the duties of an organisation depend on beside its deeds. */
export interface Sources {
  /** Undefined: there is no such organisation. */
  describe(organizationId: string, terms: UniversityTerms): Promise<OrganizationHistory | undefined>;
}

export interface DutyKeeping {
  readonly store: ObligationStore;
  readonly sources: Sources;
}

/** A change by a person to one duty; what it returns is written if nobody was faster. */
export interface DutyEdit {
  readonly edit: (duties: readonly StoredDuty[]) => { readonly duty: StoredDuty; readonly facts: readonly Fact[] };
  /** Looks at what became of the duty by it, and throws if that is not what was meant. */
  readonly check?: (after: StoredDuty) => void;
  readonly receipt: Receipt | undefined;
}

export interface Occasion extends Circumstances {
  readonly on: PlainDate;
  readonly activity?: CountedActivity;
  readonly relation?: CountedRelation;
  /** Whether people are reminded now: the daily sweep does, other evaluations leave the ladder alone. */
  readonly isSweep?: boolean;
  readonly edit?: DutyEdit;
}

/** One transaction takes 100 items; head, deed, boards, reminder and receipt need their places. */
const dutiesAtOnce = 80;
const attempts = 10;

/**
 * Brings the duties of one organisation in line with the rules, its history, its deeds and the day. May be repeated and
 * may come in any order: what is written depends on what is known, not on how it became known. Units: one query over
 * the organisation (about 1 for 8 KB, twice that as it is strongly consistent), and per changed duty 2 writes and as many
 * for the head and the board.
 */
export function keepDuties({ store, sources }: DutyKeeping) {
  return async (organizationId: string, occasion: Occasion): Promise<StoredDuty | undefined> => {
    const settings = await store.findPolicy();
    const { policy } = standingPolicy(settings?.policy ?? {});
    const history = await sources.describe(organizationId, { judgedFrom: settings?.judgedFrom ?? null, policy });
    if (history === undefined) return undefined;
    const terms = { policy, ladderOf: laddersFor(settings?.ladders ?? [], history.line) };
    let edited: StoredDuty | undefined;
    let pending: Occasion = occasion;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const record = await store.load(organizationId);
      const plan = planChange(record, history, { ...pending, ...terms });
      if (plan === undefined) return edited;
      if (!(await store.save(plan.change))) continue;
      edited ??= plan.edited;
      if (plan.isComplete) return edited;
      // The rest of a first evaluation follows; the person's change and the deed are in.
      const { edit: _, activity: __, relation: ___, ...rest } = pending;
      pending = rest;
      attempt = 0;
    }
    throw new Error("the duties of the organisation are being changed elsewhere");
  };
}

type Terms = Occasion & { readonly policy: Policy; readonly ladderOf: LadderOf };

function planChange(record: OwnerRecord, history: OrganizationHistory, terms: Terms) {
  const { organizationId } = history;
  const { on, edit, ladderOf, policy } = terms;
  const activity = newerOf(record, terms.activity);
  const activities = activity === undefined ? record.activities : withActivity(record.activities, activity);
  const relation = newerRelation(record, terms.relation);
  const relations = relation === undefined ? record.relations : withRelation(record.relations, relation);
  const edited = edit?.edit(record.duties);
  const before = edited === undefined ? record.duties : withDuty(record.duties, edited.duty);

  const derived = deriveDuties(history, deedsOf(activities), { on, policy, relations: relationsOf(relations) });
  const isEnded = history.endedOn !== null && history.endedOn < on;
  const all = reconcileDuties(before, derived, { on, organizationId, isEnded });
  const slice = all.slice(0, dutiesAtOnce);
  const isComplete = slice.length === all.length;
  const after = slice.reduce(withChanged, before);
  const climb = terms.isSweep && isComplete ? climbLadder(after, { on, organizationId, ladderOf }) : undefined;
  const present = (climb?.duties ?? []).reduce(withDuty, after);

  const reached = edited && present.find(({ dutyId }) => dutyId === edited.duty.dutyId);
  if (reached !== undefined) edit?.check?.(reached);

  const factsById = new Map<string, readonly Fact[]>();
  if (edited !== undefined) factsById.set(edited.duty.dutyId, edited.facts);
  for (const { duty, turns } of slice) {
    factsById.set(duty.dutyId, [...(factsById.get(duty.dutyId) ?? []), ...factsOf(duty, turns, terms)]);
  }
  const stored = new Set(record.duties);
  const duties = present
    .filter((duty) => !stored.has(duty))
    .map((duty) => ({ duty, facts: factsById.get(duty.dutyId) ?? [] }));
  const turns = turnsOf(relations, { on, policy });
  const nextDay = isComplete ? nextDayOf(present, history, { on, ladderOf, turns }) : on;
  const isSaid = activity !== undefined || relation !== undefined || climb?.reminder !== undefined;
  const isUnchanged = duties.length === 0 && !isSaid && record.head?.nextDay === nextDay;
  if (isUnchanged && edited === undefined) return undefined;
  const change = {
    organizationId,
    expectedVersion: record.head?.version,
    head: { organizationId, version: (record.head?.version ?? 0) + 1, evaluatedOn: on, nextDay },
    activity,
    relation,
    duties,
    boards: boardsOf(organizationId, present, duties),
    reminder: climb?.reminder && { reminder: climb.reminder, facts: reminderFacts(climb.reminder, terms) },
    receipt: edit?.receipt,
    answer: reached && shown(reached),
  };
  return { change, isComplete, edited: reached };
}

/** A deed that is known already, or in a newer version, changes nothing. */
function newerOf({ activities }: OwnerRecord, activity: CountedActivity | undefined): CountedActivity | undefined {
  const known = activities.find(({ activityId }) => activityId === activity?.activityId);
  return known !== undefined && activity !== undefined && known.version >= activity.version ? undefined : activity;
}

function withActivity(activities: readonly CountedActivity[], activity: CountedActivity): CountedActivity[] {
  return [...activities.filter(({ activityId }) => activityId !== activity.activityId), activity];
}

/** As for a deed; and what was never looked after needs no note that it is over. */
function newerRelation({ relations }: OwnerRecord, relation: CountedRelation | undefined): CountedRelation | undefined {
  const known = relations.find(({ relationId }) => relationId === relation?.relationId);
  if (relation === undefined || (known === undefined && relation.startedOn === null)) return undefined;
  return known !== undefined && known.version >= relation.version ? undefined : relation;
}

/** Days on which what is about a member ends by itself. */
function turnsOf(relations: readonly CountedRelation[], { on, policy }: { on: PlainDate; policy: Policy }) {
  return relationsOf(relations).flatMap(({ kind, startedOn, endedOn }) => {
    if (kind !== "secretary_below_party_age") return [];
    return [
      partyAgeDay(ruleContext(on, policy), startedOn) ?? [],
      endedOn === undefined ? [] : addDays(endedOn, 1),
    ].flat();
  });
}

function withRelation(relations: readonly CountedRelation[], relation: CountedRelation): CountedRelation[] {
  return [...relations.filter(({ relationId }) => relationId !== relation.relationId), relation];
}

function withDuty(duties: readonly StoredDuty[], duty: StoredDuty): StoredDuty[] {
  const isKnown = duties.some(({ dutyId }) => dutyId === duty.dutyId);
  return isKnown ? duties.map((one) => (one.dutyId === duty.dutyId ? duty : one)) : [...duties, duty];
}

const withChanged = (duties: readonly StoredDuty[], { duty }: { duty: StoredDuty }) => withDuty(duties, duty);

/** The grid rows of the years in which something changed. */
function boardsOf(
  organizationId: string,
  duties: readonly StoredDuty[],
  changed: readonly { duty: StoredDuty }[],
): Board[] {
  const yearOf = ({ due }: StoredDuty) => (due === null ? null : Number(due.slice(0, 4)));
  const years = new Set(changed.flatMap(({ duty }) => yearOf(duty) ?? []));
  return [...years].map((year) => ({
    organizationId,
    year,
    cells: duties
      .filter((duty) => yearOf(duty) === year && duty.state !== "cancelled")
      .map(({ dutyId, due, state }) => [dutyId, due, state] as const),
  }));
}
