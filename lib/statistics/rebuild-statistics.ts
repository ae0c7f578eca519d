import { chinaDay } from "../shared/clock.ts";
import type { Outcome } from "../shared/event.ts";
import { addTo, countOnce, differenceOf } from "./counts.ts";
import type { CountKey } from "./dimensions.ts";
import type { RebuildPosition } from "./rebuild-position.ts";
import {
  type Counts,
  maximumAppearances,
  maximumStandings,
  type Slice,
  type SliceQuery,
  type StatisticsStore,
} from "./statistics-store.ts";

export interface RebuildDependencies {
  readonly store: StatisticsStore;
  /** Counts at the branches alone: superiors get what changed in the second part. */
  readonly count: (personIds: readonly string[], day: string) => Promise<ReadonlyMap<string, Outcome>>;
  readonly passOn: (organizationId: string) => Promise<unknown>;
  readonly stages: readonly string[];
  /** The ids of everybody in a stage. */
  readonly listStage: (stage: string, slice: SliceQuery) => Promise<Slice<string>>;
  /** All organisations with their paths, dissolved ones included. */
  readonly listOrganizations: () => Promise<readonly { readonly organizationId: string; readonly path: string }[]>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface RebuildResult extends Record<string, unknown> {
  /** To be sent with the next call; null: all is done. */
  readonly position: RebuildPosition | null;
  readonly people: number;
  readonly corrected: number;
}

const pagesPerCall = 20;
const organizationsPerCall = 100;
/** Organisations of one level that are looked at side by side. */
const atOnce = 10;
/** An index lags behind by less; what differs for so long is a fault and no delay. */
const lagMilliseconds = 2_000;
const attempts = 5;

/**
 * Compares the counters with the people and puts right what differs, while everything goes on: first everybody's standing,
 * then each organisation's counters, the deepest first, with what the ones below passed on. One call does a slice of some
 * seconds and says where the next one begins; a slice may be repeated.
 */
export function rebuildStatistics(dependencies: RebuildDependencies) {
  return async (position: RebuildPosition | undefined, at: Date): Promise<RebuildResult> => {
    const start = position ?? { phase: "people", stage: 0, from: null };
    return start.phase === "people"
      ? await rebuildPeople(dependencies, start, chinaDay(at))
      : await rebuildOrganizations(dependencies, start.done);
  };
}

async function rebuildPeople(
  { stages, listStage, count }: RebuildDependencies,
  start: Extract<RebuildPosition, { phase: "people" }>,
  day: string,
): Promise<RebuildResult> {
  let { stage, from } = start;
  let [people, corrected] = [0, 0];
  for (let page = 0; page < pagesPerCall; page++) {
    const name = stages[stage];
    if (name === undefined) return { position: { phase: "organizations", done: 0 }, people, corrected };
    const slice = await listStage(name, { limit: maximumStandings, from });
    const outcomes = await count(slice.items, day);
    people += outcomes.size;
    corrected += [...outcomes.values()].filter((outcome) => outcome === "done").length;
    from = slice.next;
    if (from === null) stage += 1;
  }
  return { position: { phase: "people", stage, from }, people, corrected };
}

async function rebuildOrganizations(dependencies: RebuildDependencies, done: number): Promise<RebuildResult> {
  const organizations = await dependencies.listOrganizations();
  const depthOf = (path: string) => path.split("/").length;
  const deepestFirst = [...organizations].sort(
    (one, other) => depthOf(other.path) - depthOf(one.path) || (one.organizationId < other.organizationId ? -1 : 1),
  );
  const slice = deepestFirst.slice(done, done + organizationsPerCall);
  let corrected = 0;
  for (const level of Map.groupBy(slice, ({ path }) => depthOf(path)).values()) {
    for (let start = 0; start < level.length; start += atOnce) {
      const ids = level.slice(start, start + atOnce).map(({ organizationId }) => organizationId);
      const answers = await Promise.all(ids.map((id) => correctAndPassOn(dependencies, id)));
      corrected += answers.filter(Boolean).length;
    }
  }
  const next = done + organizationsPerCall;
  return { position: next < deepestFirst.length ? { phase: "organizations", done: next } : null, people: 0, corrected };
}

/** One level only: the superior is looked at when everything below it is right. */
async function correctAndPassOn(dependencies: RebuildDependencies, organizationId: string): Promise<boolean> {
  const { isCorrected, below } = await correct(dependencies, organizationId);
  await dependencies.passOn(organizationId);
  const areHoldersCorrected = below.size > 0 && (await correctHolders(dependencies, organizationId, below));
  return isCorrected || areHoldersCorrected;
}

/** Whether anything was wrong with what the organisation knows of who stands directly below and has somebody. */
async function correctHolders(
  { store }: RebuildDependencies,
  organizationId: string,
  below: ReadonlyMap<string, Counts>,
): Promise<boolean> {
  const holders = await store.findHolders(organizationId);
  const ids = new Set([...below.keys(), ...[...holders.values()].flatMap((some) => [...some])]);
  let isCorrected = false;
  for (const id of ids) {
    if (wrongKeys(holders, id, below.get(id) ?? new Map()).length === 0) continue;
    // The list may lag behind: what was passed on decides.
    const passedOn = await store.findPassedOn(id);
    const isHere = passedOn?.parentId === organizationId;
    const wrong = wrongKeys(await store.findHolders(organizationId), id, isHere ? passedOn.counts : new Map());
    for (let start = 0; start < wrong.length; start += maximumAppearances) {
      const some = wrong.slice(start, start + maximumAppearances);
      isCorrected = (await store.correctHolder(organizationId, id, passedOn, some)) || isCorrected;
    }
  }
  return isCorrected;
}

/** The keys under which it is said wrongly whether an organisation has somebody. */
function wrongKeys(holders: ReadonlyMap<CountKey, ReadonlySet<string>>, id: string, counts: Counts): CountKey[] {
  const meant = (key: CountKey) => (counts.get(key) ?? 0) > 0;
  const isSaid = (key: CountKey) => holders.get(key)?.has(id) === true;
  return [...new Set([...holders.keys(), ...counts.keys()])].filter((key) => meant(key) !== isSaid(key));
}

/** What an organisation should count, and what each one directly below passed on. */
interface Recount {
  readonly expected: Counts;
  readonly below: ReadonlyMap<string, Counts>;
}

/** Lists lag behind: a difference counts when it is still the same a while later, and nothing was written meanwhile. */
async function correct(
  { store, wait }: RebuildDependencies,
  organizationId: string,
): Promise<{ readonly isCorrected: boolean } & Pick<Recount, "below">> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await store.findCounts(organizationId);
    const { expected, below } = await recount(store, organizationId);
    if (differenceOf(before.counts, expected).size === 0) return { isCorrected: false, below };
    await wait(lagMilliseconds);
    const again = await recount(store, organizationId);
    const isSame = differenceOf(expected, again.expected).size === 0;
    if (isSame && (await store.correctCounts(organizationId, before, expected))) {
      return { isCorrected: true, below: again.below };
    }
  }
  throw new Error("an organisation is too busy to be recounted");
}

async function recount(store: StatisticsStore, organizationId: string): Promise<Recount> {
  const sum = new Map<CountKey, number>();
  const below = new Map<string, Counts>();
  await eachOf(
    (slice) => store.listPeople(organizationId, slice),
    ({ keys }) => addTo(sum, countOnce(keys)),
  );
  await eachOf(
    (slice) => store.listBelow(organizationId, slice),
    ({ organizationId: id, counts }) => {
      below.set(id, counts);
      addTo(sum, counts);
    },
  );
  return { expected: sum, below };
}

async function eachOf<Item>(read: (slice: SliceQuery) => Promise<Slice<Item>>, use: (item: Item) => void) {
  let from: string | null = null;
  do {
    const slice: Slice<Item> = await read({ limit: 500, from });
    for (const item of slice.items) use(item);
    from = slice.next;
  } while (from !== null);
}
