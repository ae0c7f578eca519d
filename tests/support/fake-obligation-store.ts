import type {
  AbsenceClock,
  ActivityPlaces,
  Board,
  CountedActivity,
  CountedRelation,
  Digest,
  Head,
  ObligationStore,
  OwnerChange,
  Reminder,
  StoredDuty,
  StoredPolicy,
} from "../../lib/obligation/obligation-store.ts";
import { sweepShards } from "../../lib/obligation/obligation-store.ts";
import type { Fact } from "../../lib/shared/event.ts";

interface Owner {
  head: Head | undefined;
  activities: Map<string, CountedActivity>;
  relations: Map<string, CountedRelation>;
  duties: Map<string, StoredDuty>;
  reminders: Map<string, Reminder>;
}

/** Keeps what the adapter keeps, in memory, with the same lock; what it hands out is read-only, so nothing is copied. `facts` is what the relay would put on the bus. */
export interface FakeObligationStore extends ObligationStore {
  readonly facts: Fact[];
  readonly saves: OwnerChange[];
  /** Runs once before the next save, as somebody else who is faster. */
  interfere: (() => Promise<void>) | undefined;
}

export function fakeObligationStore(): FakeObligationStore {
  const owners = new Map<string, Owner>();
  const boards = new Map<string, Board>();
  const places = new Map<string, ActivityPlaces>();
  const digests = new Map<string, Digest>();
  const untold = new Set<string>();
  const clocks = new Map<string, AbsenceClock>();
  let policy: StoredPolicy | undefined;
  let sweptDay: string | undefined;
  const owner = (organizationId: string): Owner => {
    const found = owners.get(organizationId) ?? {
      head: undefined,
      activities: new Map(),
      relations: new Map(),
      duties: new Map(),
      reminders: new Map(),
    };
    owners.set(organizationId, found);
    return found;
  };
  const store: FakeObligationStore = {
    facts: [],
    saves: [],
    interfere: undefined,
    async load(organizationId) {
      const { head, activities, relations, duties } = owner(organizationId);
      return {
        head,
        activities: [...activities.values()],
        relations: [...relations.values()],
        duties: [...duties.values()],
      };
    },
    async begin(organizationId, nextDay) {
      owner(organizationId).head ??= { organizationId, version: 1, evaluatedOn: nextDay, nextDay };
    },
    async save(change) {
      const { interfere } = store;
      store.interfere = undefined;
      await interfere?.();
      const found = owner(change.organizationId);
      if (found.head?.version !== change.expectedVersion) return false;
      found.head = change.head;
      if (change.activity !== undefined) found.activities.set(change.activity.activityId, change.activity);
      if (change.relation !== undefined) found.relations.set(change.relation.relationId, change.relation);
      for (const { duty, facts } of change.duties) {
        found.duties.set(duty.dutyId, duty);
        store.facts.push(...facts);
      }
      for (const board of change.boards) boards.set(`${board.year}/${board.organizationId}`, board);
      if (change.reminder !== undefined) {
        found.reminders.set(change.reminder.reminder.day, change.reminder.reminder);
        store.facts.push(...change.reminder.facts);
      }
      store.saves.push(change);
      return true;
    },
    async listDuties(organizationId) {
      return [...owner(organizationId).duties.values()];
    },
    async findDuty(organizationId, dutyId) {
      return owner(organizationId).duties.get(dutyId);
    },
    async listTasksOf(accountId) {
      const all = [...owners.values()].flatMap(({ duties }) => [...duties.values()]);
      return all.filter(({ task }) => task?.responsibleAccountId === accountId);
    },
    async listReminders(organizationId, { from }) {
      return [...owner(organizationId).reminders.values()].filter(({ day }) => day >= from);
    },
    async findPlaces(activityId) {
      return places.get(activityId);
    },
    async savePlaces(next) {
      const known = places.get(next.activityId);
      if (known === undefined || known.version <= next.version) places.set(next.activityId, next);
    },
    async findAbsence(personId) {
      return clocks.get(personId);
    },
    async listClocked(personIds) {
      return personIds.filter((personId) => clocks.has(personId));
    },
    async saveAbsence(clock) {
      if ((clocks.get(clock.personId)?.version ?? 0) !== clock.version - 1) return false;
      clocks.set(clock.personId, clock);
      return true;
    },
    async listDue(day, shard) {
      const isHere = (id: string) => id.length % sweepShards === shard;
      const organizations = [...owners.entries()].filter(([, { head }]) => head?.nextDay === day).map(([id]) => id);
      const absent = [...clocks.values()].filter(({ nextDay }) => nextDay === day).map(({ personId }) => personId);
      return { organizations: organizations.filter(isHere), absent: absent.filter(isHere) };
    },
    async findSweptDay() {
      return sweptDay;
    },
    async saveSweptDay(day) {
      sweptDay = day;
    },
    async listBoards(year) {
      return { items: [...boards.values()].filter((board) => board.year === year), nextCursor: null };
    },
    async findBoards(year, organizationIds) {
      return organizationIds.flatMap((id) => boards.get(`${year}/${id}`) ?? []);
    },
    async findPolicy() {
      return structuredClone(policy);
    },
    async savePolicy(next, facts) {
      if ((policy?.version ?? 0) !== next.version - 1) return false;
      policy = structuredClone(next);
      store.facts.push(...facts);
      return true;
    },
    async addToDigest({ accountId, day, isPushed, ...part }, facts) {
      const key = `${accountId}/${day}`;
      const known = digests.get(key);
      if (known === undefined) store.facts.push(...facts);
      const others = (known?.parts ?? []).filter((one) => JSON.stringify(one) !== JSON.stringify(part));
      digests.set(key, { accountId, day, parts: [...others, part] });
      if (isPushed) untold.add(key);
    },
    async findDigest(accountId, day) {
      return digests.get(`${accountId}/${day}`);
    },
    async listUntold(day, shard) {
      const due = [...untold].flatMap((key) => (key.endsWith(`/${day}`) ? [key.slice(0, key.indexOf("/"))] : []));
      return due.filter((id) => id.length % sweepShards === shard);
    },
    async markTold(accountId, day) {
      untold.delete(`${accountId}/${day}`);
    },
    async listDigests(accountId, { from }) {
      return [...digests.values()].filter((digest) => digest.accountId === accountId && digest.day >= from);
    },
  };
  return store;
}
