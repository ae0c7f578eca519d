import type { CountKey } from "./dimensions.ts";
import { type Counts, maximumAppearances, type PassedOn } from "./statistics-store.ts";

/** At a superior, a key under which an organisation begins or ceases to have somebody. */
export interface Appearance {
  readonly parentId: string;
  readonly key: CountKey;
  readonly isThere: boolean;
}

/** What changes at the superiors when one state that was passed on follows the other. */
export function appearancesIn(before: PassedOn | undefined, after: PassedOn): readonly Appearance[] {
  const { parentId } = after;
  if (before !== undefined && before.parentId !== parentId) {
    return [
      ...[...present(before.counts)].map((key) => ({ parentId: before.parentId, key, isThere: false })),
      ...[...present(after.counts)].map((key) => ({ parentId, key, isThere: true })),
    ];
  }
  const former = present(before?.counts ?? new Map());
  const now = present(after.counts);
  return [
    ...without(former, now).map((key) => ({ parentId, key, isThere: false })),
    ...without(now, former).map((key) => ({ parentId, key, isThere: true })),
  ];
}

function without(keys: ReadonlySet<CountKey>, others: ReadonlySet<CountKey>): CountKey[] {
  return [...keys].filter((key) => !others.has(key));
}

function present(counts: Counts): Set<CountKey> {
  return new Set([...counts].filter(([, count]) => count > 0).map(([key]) => key));
}

/**
 * The next state on the way to `after` that one transaction can write. A school with all its keys that goes to another
 * superior takes three: some keys leave, the rest leaves while the first arrive, the others arrive.
 */
export function stepTowards(before: PassedOn | undefined, after: PassedOn, maximum = maximumAppearances): PassedOn {
  const wanted = appearancesIn(before, after);
  if (wanted.length <= maximum) return after;
  const isMoving = before !== undefined && before.parentId !== after.parentId;
  const leaving = wanted.filter(({ parentId }) => parentId !== after.parentId).length;
  if (isMoving && leaving > maximum) {
    const gone = new Set(wanted.slice(0, maximum).map(({ key }) => key));
    return { ...before, counts: new Map([...before.counts].filter(([key]) => !gone.has(key))) };
  }
  const later = new Set(wanted.slice(maximum).map(({ key }) => key));
  const stays: Counts = isMoving ? new Map() : (before?.counts ?? new Map());
  return {
    ...after,
    counts: new Map([
      ...[...after.counts].filter(([key]) => !later.has(key)),
      ...[...stays].filter(([key]) => later.has(key)),
    ]),
  };
}
