/** Every order is as likely (Fisher and Yates), by random numbers that nobody can foresee. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const chosen = randomBelow(last + 1);
    [result[last], result[chosen]] = [result[chosen] as Item, result[last] as Item];
  }
  return result;
}

/** Numbers beyond the last whole multiple are drawn again: they would make small results likelier. */
function randomBelow(limit: number): number {
  const end = Math.floor(2 ** 32 / limit) * limit;
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < end) return drawn % limit;
  }
}
