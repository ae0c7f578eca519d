import type {
  ActivityPlaces,
  Board,
  CountedActivity,
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
  duties: Map<string, StoredDuty>;
  reminders: Map<string, Reminder>;
}

/** Keeps what the adapter keeps, in memory, with the same lock. `facts` is what the relay would put on the bus. */
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
  let policy: StoredPolicy | undefined;
  let sweptDay: string | undefined;
  const owner = (organizationId: string): Owner => {
    const found = owners.get(organizationId) ?? {
      head: undefined,
      activities: new Map(),
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
      const { head, activities, duties } = owner(organizationId);
      return structuredClone({ head, activities: [...activities.values()], duties: [...duties.values()] });
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
      const copy = structuredClone(change);
      found.head = copy.head;
      if (copy.activity !== undefined) found.activities.set(copy.activity.activityId, copy.activity);
      for (const { duty, facts } of copy.duties) {
        found.duties.set(duty.dutyId, duty);
        store.facts.push(...facts);
      }
      for (const board of copy.boards) boards.set(`${board.year}/${board.organizationId}`, board);
      if (copy.reminder !== undefined) {
        found.reminders.set(copy.reminder.reminder.day, copy.reminder.reminder);
        store.facts.push(...copy.reminder.facts);
      }
      store.saves.push(copy);
      return true;
    },
    async listDuties(organizationId) {
      return structuredClone([...owner(organizationId).duties.values()]);
    },
    async findDuty(organizationId, dutyId) {
      return structuredClone(owner(organizationId).duties.get(dutyId));
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
    async listDue(day, shard) {
      const due = [...owners.entries()].filter(([, { head }]) => head?.nextDay === day).map(([id]) => id);
      return due.filter((id) => id.length % sweepShards === shard);
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
    async addToDigest(digest, facts) {
      const key = `${digest.accountId}/${digest.day}`;
      const known = digests.get(key);
      if (known === undefined) store.facts.push(...facts);
      const organizationIds = [...new Set([...(known?.organizationIds ?? []), ...digest.organizationIds])].sort();
      digests.set(key, { ...digest, organizationIds });
    },
    async listDigests(accountId, { from }) {
      return [...digests.values()].filter((digest) => digest.accountId === accountId && digest.day >= from);
    },
  };
  return store;
}
