import type { Clock } from "../shared/clock.ts";
import type { Circumstances, Outcome } from "../shared/event.ts";
import { RosterCommitPaused, RosterCommitted } from "./events.ts";
import { followImport, ImportChanged, type ImportProgress, importFact } from "./import-progress.ts";
import { importTransitions } from "./import-states.ts";
import type { PersonRegister, PlannedRow, RowOutcome } from "./person-register.ts";
import { shareOut } from "./plan-commit.ts";
import type { RosterFiles } from "./roster-files.ts";
import { type CheckRun, type ImportOutcome, mostConflictRows, noOutcome, type StoredImport } from "./roster-import.ts";
import type { RosterImportStore } from "./roster-import-store.ts";

export interface CommitDependencies {
  readonly store: RosterImportStore;
  readonly files: Pick<RosterFiles, "findBatch" | "removeInput">;
  readonly register: Pick<PersonRegister, "write">;
  readonly clock: Clock;
  /** After so long a run hands over to the next one, well before the function's own end. */
  readonly runMilliseconds: number;
}

/** A step is written in so many shares side by side, each in some transactions one after the other. */
const shares = 8;

/**
 * Carries a commit on from where it stands, step by step, to its end or until its time is used up. A step may be
 * repeated, after a cut-off or by a second delivery of the same fact: the register writes each row once and tells the
 * outcome of the first time, and only one of two runs counts the step. Units: 4 writes a step, and what its rows take.
 */
export function runCommit(dependencies: CommitDependencies) {
  return async (importId: string, circumstances: Circumstances): Promise<Outcome> => {
    const deadline = dependencies.clock().getTime() + dependencies.runMilliseconds;
    let progress = await follow(dependencies, importId);
    while (progress !== undefined) {
      const isLast = await tryStep(dependencies, progress, circumstances, deadline);
      if (isLast) return "done";
      // Somebody else took a step: look where it stands now.
      if (isLast === undefined) progress = await follow(dependencies, importId);
    }
    return "already_done";
  };
}

async function follow(dependencies: CommitDependencies, importId: string): Promise<ImportProgress | undefined> {
  const found = await dependencies.store.find(importId);
  return found?.state === "committing" ? followImport(dependencies, found) : undefined;
}

/** Whether this run ends here; undefined when somebody else was faster. */
async function tryStep(
  dependencies: CommitDependencies,
  progress: ImportProgress,
  circumstances: Circumstances,
  deadline: number,
): Promise<boolean | undefined> {
  try {
    return await step(dependencies, progress, circumstances, deadline);
  } catch (error) {
    if (error instanceof ImportChanged) return undefined;
    throw error;
  }
}

async function step(
  dependencies: CommitDependencies,
  progress: ImportProgress,
  circumstances: Circumstances,
  deadline: number,
): Promise<boolean> {
  const current = progress.current();
  const run = runOf(current);
  if (current.committedBatches >= run.batches) {
    await finish(dependencies, progress, circumstances);
    return true;
  }
  if (dependencies.clock().getTime() >= deadline) {
    await progress.write({}, (next) =>
      importFact(RosterCommitPaused, circumstances, next, { committedRows: next.committedRows }),
    );
    return true;
  }
  await progress.write(await writeBatch(dependencies, current, run, circumstances));
  return false;
}

async function writeBatch(
  { files, register }: CommitDependencies,
  { importId, committedBatches, committedRows, outcome, conflictRows }: StoredImport,
  { runId }: CheckRun,
  circumstances: Circumstances,
): Promise<Partial<StoredImport>> {
  const rows = await files.findBatch({ importId, runId, batch: committedBatches });
  if (rows === undefined) throw new Error(`import ${importId} has lost step ${committedBatches} of its plan`);
  const outcomes = await writeRows(register, importId, rows, circumstances);
  return {
    committedBatches: committedBatches + 1,
    committedRows: committedRows + rows.length,
    outcome: countOutcomes(outcome ?? noOutcome, outcomes),
    conflictRows: [...conflictRows, ...conflictsIn(rows, outcomes)].slice(0, mostConflictRows),
  };
}

/**
 * A row that lost against a write of the same moment may have lost against another run of this very import, or against one
 * that wrote the same. Asked again, the register sees who was there.
 */
async function writeRows(
  register: CommitDependencies["register"],
  importId: string,
  rows: readonly PlannedRow[],
  circumstances: Circumstances,
): Promise<readonly RowOutcome[]> {
  const outcomes = new Map<PlannedRow, RowOutcome>();
  const write = async (share: readonly PlannedRow[]) => {
    const written = await register.write(importId, share, circumstances);
    for (const [index, row] of share.entries()) outcomes.set(row, written[index] ?? "conflicting");
  };
  await Promise.all(shareOut(rows, shares).map(write));
  const doubtful = rows.filter((row) => outcomes.get(row) === "conflicting");
  if (doubtful.length > 0) await write(doubtful);
  return rows.map((row) => outcomes.get(row) ?? "conflicting");
}

async function finish(dependencies: CommitDependencies, progress: ImportProgress, circumstances: Circumstances) {
  await progress.write({ state: importTransitions.finishCommit.to }, (next) =>
    importFact(RosterCommitted, circumstances, next, next.outcome ?? noOutcome),
  );
  await dependencies.files.removeInput(progress.current());
}

function countOutcomes(sum: ImportOutcome, outcomes: readonly RowOutcome[]): ImportOutcome {
  const counted = { ...sum };
  for (const outcome of outcomes) counted[outcome] += 1;
  return counted;
}

function conflictsIn(rows: readonly PlannedRow[], outcomes: readonly RowOutcome[]): number[] {
  return rows.flatMap(({ row }, index) => (outcomes[index] === "conflicting" ? [row] : []));
}

function runOf({ importId, run }: StoredImport): CheckRun {
  if (run === null) throw new Error(`import ${importId} was committed without a check`);
  return run;
}
