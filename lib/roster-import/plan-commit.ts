import type { RosterComparison } from "../roster/compare-roster.ts";
import type { PlannedRow } from "./person-register.ts";

/** Rows of one step of a commit: its progress is written once per step, and a cut-off step is repeated as a whole. */
export const batchRows = 448;

/**
 * So many rows of one branch follow each other: what follows from them, such as the numbers of the branch and of everybody
 * above it, is then worked out once for many people. With whole branches, a step would hold a few large ones that cannot be
 * shared out evenly.
 */
export const togetherRows = 14;

/** Rows that a commit writes, the first ones of every branch before the next ones of any. Who is unchanged is not written. */
export function planCommit(comparison: RosterComparison): PlannedRow[] {
  const added = comparison.added.map(({ row, person }): PlannedRow => ({ row, person, change: null }));
  const changed = comparison.changed.map(
    ({ personId, row, changes }): PlannedRow => ({
      row: row.row,
      person: row.person,
      change: { personId, fields: changes.map(({ field, before, after }) => ({ field, before, after })) },
    }),
  );
  const inOrder = [...added, ...changed].sort((one, other) => one.row - other.row);
  const byBranch = Map.groupBy(inOrder, ({ person }) => person.branch_id);
  const rounds = [...byBranch]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, rows]) => inSlices(rows, togetherRows));
  const count = Math.max(0, ...rounds.map(({ length }) => length));
  return Array.from({ length: count }, (_, round) => rounds.flatMap((slices) => slices[round] ?? [])).flat();
}

/**
 * Shares rows out to be written side by side. Those of one branch stay together, as each transaction counts its people at
 * the branch: two transactions at the same branch would stand in each other's way.
 */
export function shareOut(rows: readonly PlannedRow[], shares: number): PlannedRow[][] {
  const byBranch = Map.groupBy(rows, ({ person }) => person.branch_id);
  const shared = Array.from({ length: shares }, (): PlannedRow[] => []);
  for (const group of byBranch.values()) {
    const smallest = shared.reduce((one, other) => (other.length < one.length ? other : one));
    smallest.push(...group);
  }
  return shared.filter(({ length }) => length > 0);
}

export function inSlices<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
