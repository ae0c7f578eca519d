import { addTo, countOnce, differenceOf, withoutNoughts } from "../../../lib/statistics/counts.ts";
import type { CountKey } from "../../../lib/statistics/dimensions.ts";
import type {
  Counts,
  KeptPassedOn,
  KeptStanding,
  RevisedCounts,
  Slice,
  SliceQuery,
  StatisticsStore,
} from "../../../lib/statistics/statistics-store.ts";

type Sum = Map<CountKey, number>;

/** Counts as the table does: what one transaction writes is there at once or not at all. `pause` stands before each call. */
export function fakeStatisticsStore(pause: () => Promise<void> = async () => undefined) {
  const standings = new Map<string, KeptStanding>();
  const passedOn = new Map<string, KeptPassedOn>();
  const counters = new Map<string, { sum: Sum; revision: number }>();
  let savedDay: string | undefined;
  const add = (organizationId: string, counts: Counts, sign: 1 | -1) => {
    const { sum, revision } = counters.get(organizationId) ?? { sum: new Map(), revision: 0 };
    counters.set(organizationId, { sum: addTo(sum, counts, sign), revision: revision + 1 });
  };
  const countsOf = (organizationId: string): RevisedCounts => {
    const { sum, revision } = counters.get(organizationId) ?? { sum: new Map(), revision: 0 };
    return { counts: withoutNoughts(sum), revision };
  };

  const store: StatisticsStore = {
    async findStandings(ids) {
      await pause();
      return new Map(ids.flatMap((id) => (standings.has(id) ? [[id, standings.get(id) as KeptStanding]] : [])));
    },
    async saveStandings(changes) {
      await pause();
      const isLost = changes.some(({ before, after }) => standings.get(after.personId)?.revision !== before?.revision);
      if (isLost) return false;
      for (const { before, after } of changes) {
        standings.set(after.personId, { ...after, revision: (before?.revision ?? 0) + 1 });
        if (before !== undefined) add(before.organizationId, countOnce(before.keys), -1);
        add(after.organizationId, countOnce(after.keys), 1);
      }
      return true;
    },
    async findCounts(organizationId) {
      await pause();
      return countsOf(organizationId);
    },
    async findPassedOn(organizationId) {
      await pause();
      return passedOn.get(organizationId);
    },
    async savePassedOn(before, after) {
      await pause();
      if (passedOn.get(after.organizationId)?.revision !== before?.revision) return false;
      passedOn.set(after.organizationId, { ...after, revision: (before?.revision ?? 0) + 1 });
      if (before !== undefined) add(before.parentId, before.counts, -1);
      add(after.parentId, after.counts, 1);
      return true;
    },
    async correctCounts(organizationId, before, counts) {
      await pause();
      if (countsOf(organizationId).revision !== before.revision) return false;
      add(organizationId, differenceOf(before.counts, counts), 1);
      return true;
    },
    async readCounts(organizationId) {
      return countsOf(organizationId).counts;
    },
    async listPeople(organizationId, slice) {
      const people = [...standings.values()].filter(
        (standing) => standing.organizationId === organizationId && standing.keys.length > 0,
      );
      return sliceOf(people, ({ nameOrder }) => nameOrder, slice);
    },
    async listBelow(organizationId, { startAt = "", ...slice }) {
      const below = [...passedOn.values()].filter((one) => one.parentId === organizationId);
      return sliceOf(
        below.filter((one) => one.organizationId >= startAt),
        (one) => one.organizationId,
        slice,
      );
    },
    async listHolders(organizationId, key) {
      return [...passedOn.values()]
        .filter((one) => one.parentId === organizationId && (one.counts.get(key) ?? 0) > 0)
        .sort((one, other) => (one.organizationId < other.organizationId ? -1 : 1));
    },
    findHolders: async () => new Map(),
    correctHolder: async () => true,
    async listChangingOn(day, slice) {
      const people = [...standings.values()].filter(({ changesOn }) => changesOn === day);
      const { items, next } = sliceOf(people, ({ personId }) => personId, slice);
      return { items: items.map(({ personId }) => personId), next };
    },
    findDay: async () => savedDay,
    async saveDay(day) {
      savedDay = day;
    },
    findComparison: async () => undefined,
    saveComparison: async () => undefined,
  };
  return { store, counters, passedOn, standings };
}

function sliceOf<Item>(
  items: readonly Item[],
  order: (item: Item) => string,
  { limit, from }: SliceQuery,
): Slice<Item> {
  const sorted = items
    .filter((item) => from === null || order(item) > from)
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  return { items: page, next: sorted.length > limit && last !== undefined ? order(last) : null };
}
