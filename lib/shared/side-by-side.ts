/** So many calls of a table at a time: each may open a connection of its own, which has to be answered within a second. */
const lanes = 8;

/** Does the work for all items, a few of them at a time; gives the results in the order of the items. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += lanes) {
    results.push(...(await Promise.all(items.slice(start, start + lanes).map(work))));
  }
  return results;
}
