import type { ImportState } from "../../../lib/roster-import/import-states.ts";

const running: ReadonlySet<ImportState> = new Set(["uploaded", "checking", "committing"]);

/** The server works on it: what is shown changes without anybody's doing. */
export function isRunning(state: ImportState): boolean {
  return running.has(state);
}

/** Whole percents of the rows that are planned; a commit without rows is done. */
export function committedPercent({
  committedRows,
  plannedRows,
}: {
  committedRows: number;
  plannedRows: number;
}): number {
  return plannedRows === 0 ? 100 : Math.floor((committedRows / plannedRows) * 100);
}
