import type { CountKey } from "./dimensions.ts";
import type { Counts } from "./statistics-store.ts";

/** Adds into `sum`; a sum may hold numbers below nought while it is a difference. */
export function addTo(sum: Map<CountKey, number>, counts: Counts, sign: 1 | -1 = 1): Map<CountKey, number> {
  for (const [key, count] of counts) sum.set(key, (sum.get(key) ?? 0) + sign * count);
  return sum;
}

export function countOnce(keys: readonly CountKey[]): Counts {
  return new Map(keys.map((key) => [key, 1]));
}

/** What has to be added to `before` to have `after`. */
export function differenceOf(before: Counts, after: Counts): Counts {
  return withoutNoughts(addTo(addTo(new Map(), after), before, -1));
}

export function withoutNoughts(counts: Counts): Counts {
  return new Map([...counts].filter(([, count]) => count !== 0));
}
