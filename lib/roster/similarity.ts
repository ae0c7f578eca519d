/** Pairs of neighbouring characters (by code point), with how often each occurs. */
export type Bigrams = ReadonlyMap<string, number>;

export function bigrams(text: string): Bigrams {
  const characters = [...text];
  const counts = new Map<string, number>();
  for (let index = 0; index < characters.length - 1; index++) {
    const pair = `${characters[index]}${characters[index + 1]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

const size = (pairs: Bigrams): number => [...pairs.values()].reduce((sum, count) => sum + count, 0);

/** Dice's coefficient: 1 for equal texts, 0 when no pair is shared. */
export function similarity(one: Bigrams, other: Bigrams): number {
  const total = size(one) + size(other);
  if (total === 0) return 0;
  let shared = 0;
  for (const [pair, count] of one) shared += Math.min(count, other.get(pair) ?? 0);
  return (2 * shared) / total;
}
