import type { RosterComparison } from "../roster/compare-roster.ts";
import type { PlannedRow } from "./person-register.ts";

/** Rows of one step of a commit: its progress is written once per step, and a cut-off step is repeated as a whole. */
export const batchRows = 108;

/** Rows that a commit writes, in the order of the file. Who is unchanged is not written. */
export function planCommit(comparison: RosterComparison): PlannedRow[] {
  const added = comparison.added.map(({ row, person }): PlannedRow => ({ row, person, change: null }));
  const changed = comparison.changed.map(
    ({ personId, row, changes }): PlannedRow => ({
      row: row.row,
      person: row.person,
      change: { personId, fields: changes.map(({ field, before, after }) => ({ field, before, after })) },
    }),
  );
  return [...added, ...changed].sort((one, other) => one.row - other.row);
}

export function inSlices<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
