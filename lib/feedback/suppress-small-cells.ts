import { fewestWriters, smallestCell } from "./thresholds.ts";

/** Numbers by the name of the answer; null: not shown. */
export type Cells = Readonly<Record<string, number>>;
export type ShownCells = Readonly<Record<string, number | null>>;

/**
 * What may be shown of one question. With fewer than ten answers nothing is; a number below five is hidden, and with it the
 * next larger one when it could be worked out from the total.
 */
export function suppressSmallCells(cells: Cells): ShownCells | null {
  const total = sumOf(Object.values(cells));
  if (total < fewestWriters) return null;
  const hidden = new Set(namesBelow(cells, smallestCell));
  const visible = () => Object.entries(cells).filter(([name, count]) => !hidden.has(name) && count > 0);
  // The rest of the total would tell what is hidden as long as that is fewer than five people.
  while (hidden.size > 0 && sumOf([...hidden].map((name) => cells[name] ?? 0)) < smallestCell) {
    const [next] = visible().sort(([, a], [, b]) => a - b);
    if (next === undefined) return null;
    hidden.add(next[0]);
  }
  if (hidden.size === 1) {
    const [next] = visible().sort(([, a], [, b]) => a - b);
    if (next === undefined) return null;
    hidden.add(next[0]);
  }
  return Object.fromEntries(Object.entries(cells).map(([name, count]) => [name, hidden.has(name) ? null : count]));
}

function namesBelow(cells: Cells, limit: number): string[] {
  return Object.entries(cells).flatMap(([name, count]) => (count > 0 && count < limit ? [name] : []));
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Whether newer numbers may take the place of those shown: a difference of one to four people would tell of them. */
export function mayReplace(shown: Cells, next: Cells): boolean {
  const names = new Set([...Object.keys(shown), ...Object.keys(next)]);
  return [...names].every((name) => {
    const difference = Math.abs((next[name] ?? 0) - (shown[name] ?? 0));
    return difference === 0 || difference >= smallestCell;
  });
}

/**
 * Numbers that grow by single messages, and are shown again and again: rounded down to fives, so that two of them never differ
 * by one to four. What is below five is left out; null while there are fewer than ten altogether.
 */
export function roundToFives(cells: Cells): Record<string, number> | null {
  if (sumOf(Object.values(cells)) < fewestWriters) return null;
  const rounded = Object.entries(cells).map(([name, count]) => [name, count - (count % smallestCell)] as const);
  return Object.fromEntries(rounded.filter(([, count]) => count > 0));
}
