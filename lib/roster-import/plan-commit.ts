import type { RosterComparison } from "../roster/compare-roster.ts";
import type { PlannedRow } from "./person-register.ts";

/** Rows of one step of a commit: its progress is written once per step, and a cut-off step is repeated as a whole. */
export const batchRows = 448;

/**
 * Rows that a commit writes, those of one branch together: what follows from them, such as the numbers of the branch and
 * of everybody above it, is then worked out once for many people. Who is unchanged is not written.
 */
export function planCommit(comparison: RosterComparison): PlannedRow[] {
  const added = comparison.added.map(({ row, person }): PlannedRow => ({ row, person, change: null }));
  const changed = comparison.changed.map(
    ({ personId, row, changes }): PlannedRow => ({
      row: row.row,
      person: row.person,
      change: { personId, fields: changes.map(({ field, before, after }) => ({ field, before, after })) },
    }),
  );
  return [...added, ...changed].sort((one, other) => compareBranches(one, other) || one.row - other.row);
}

function compareBranches({ person: one }: PlannedRow, { person: other }: PlannedRow): number {
  if (one.branch_id === other.branch_id) return 0;
  return one.branch_id < other.branch_id ? -1 : 1;
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
