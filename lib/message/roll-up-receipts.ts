import { sideBySide } from "../shared/side-by-side.ts";
import { type Counts, maximumPassings, type Passing, type ReceiptStore, type Tally } from "./receipt-store.ts";

/** Where an organisation stands at this moment. */
export interface Tree {
  findPlace(organizationId: string): Promise<{ readonly parentId: string | null } | undefined>;
}

export interface RollUpDependencies {
  readonly store: Pick<ReceiptStore, "countReaders" | "findTally" | "saveOwn" | "pass">;
  readonly tree: Tree;
}

/** Several workers may meet at one organisation; whoever loses looks again, at most so often. */
const attempts = 10;

/**
 * Brings the counts of a message up to date from some organisations to the university. Each organisation's own number is
 * counted from its receipts, never added up, and each remembers what its superior has of it: a repeat, another order or a
 * try that was cut short changes nothing of the result. Units: at an organisation 1 read for some 40 receipts and 2 reads
 * and 2 writes for its tally; further up 2 reads, 4 writes, and 4 at the superior for all that come together.
 */
export function rollUpReceipts(dependencies: RollUpDependencies) {
  return async (messageId: string, organizationIds: Iterable<string>): Promise<void> => {
    const first = [...new Set(organizationIds)];
    await sideBySide(first, (organizationId) => settleOwn(dependencies, messageId, organizationId));
    let level: ReadonlySet<string> = new Set(first);
    while (level.size > 0) level = await passLevel(dependencies, messageId, level);
  };
}

async function settleOwn({ store }: RollUpDependencies, messageId: string, organizationId: string): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // In this order: a count that is older than the tally's revision is never saved.
    const tally = await store.findTally(messageId, organizationId);
    const own = await store.countReaders(messageId, organizationId);
    if (isSame(tally.own, own) || (await store.saveOwn(messageId, organizationId, tally, own))) return;
  }
  throw new Error("the receipts of an organisation are being counted elsewhere");
}

/** Gives what is to look next: the superiors, also where nothing was passed, because an earlier try may have ended there. */
async function passLevel(
  dependencies: RollUpDependencies,
  messageId: string,
  organizationIds: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const superiors = new Set<string>();
  let waiting = [...organizationIds];
  for (let attempt = 1; attempt <= attempts && waiting.length > 0; attempt++) {
    const passings = await findPassings(dependencies, messageId, waiting, superiors);
    waiting = [];
    for (const group of inGroups(passings)) {
      if (!(await dependencies.store.pass(messageId, group))) waiting.push(...group.map((one) => one.organizationId));
    }
  }
  if (waiting.length > 0) throw new Error("the counts are being passed on elsewhere");
  return superiors;
}

async function findPassings(
  { store, tree }: RollUpDependencies,
  messageId: string,
  organizationIds: readonly string[],
  superiors: Set<string>,
): Promise<Passing[]> {
  const found = await sideBySide(organizationIds, async (organizationId): Promise<Passing | undefined> => {
    const before = await store.findTally(messageId, organizationId);
    const place = await tree.findPlace(organizationId);
    if (place === undefined) throw new Error("an organisation to count at is missing");
    if (place.parentId === null) return undefined;
    superiors.add(place.parentId);
    if (before.passedOn !== null) superiors.add(before.passedOn.parentId);
    const passedOn = { ...totalOf(before), parentId: place.parentId };
    const isDone = before.passedOn?.parentId === place.parentId && isSame(before.passedOn, passedOn);
    return isDone ? undefined : { organizationId, before, passedOn };
  });
  return found.filter((one) => one !== undefined);
}

/** Those of one superior together; whoever changes its superior alone. */
function inGroups(passings: readonly Passing[]): Passing[][] {
  const moved = passings.filter(
    ({ before, passedOn }) => (before.passedOn?.parentId ?? passedOn.parentId) !== passedOn.parentId,
  );
  const byParent = new Map<string, Passing[]>();
  for (const passing of passings) {
    if (moved.includes(passing)) continue;
    const { parentId } = passing.passedOn;
    byParent.set(parentId, [...(byParent.get(parentId) ?? []), passing]);
  }
  const groups = [...byParent.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / maximumPassings) }, (_, index) =>
      all.slice(index * maximumPassings, (index + 1) * maximumPassings),
    ),
  );
  return [...groups, ...moved.map((passing) => [passing])];
}

export function totalOf({ own, below }: Pick<Tally, "own" | "below">): Counts {
  return { read: own.read + below.read, confirmed: own.confirmed + below.confirmed };
}

function isSame(one: Counts, other: Counts): boolean {
  return one.read === other.read && one.confirmed === other.confirmed;
}
