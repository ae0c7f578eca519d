import { RosterFileError } from "../roster/file-errors.ts";
import type { Circumstances, Outcome } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import { RosterChecked, RosterRefused } from "./events.ts";
import { type FoundRoster, findRoster, type RosterSources } from "./find-roster.ts";
import { followImport, ImportChanged, type ImportProgress, importFact } from "./import-progress.ts";
import { importTransitions, mayMove } from "./import-states.ts";
import type { RosterFiles } from "./roster-files.ts";
import type { FileFailure } from "./roster-import.ts";
import type { RosterImportStore } from "./roster-import-store.ts";
import { writeCheck } from "./write-check.ts";

export interface CheckDependencies extends RosterSources {
  readonly store: RosterImportStore;
  readonly files: RosterFiles;
  readonly newId: NewId;
}

/** A file that ends the function again and again (by memory or time) is given up, before its message is a dead letter. */
const mostAttempts = 3;

/** Rows between two notes of progress. */
const progressRows = 2_000;

/**
 * Checks the file of an import and writes preview, plan and rejected rows. Cut off and repeated, it starts again in a
 * place of its own. A cancelled import is left at the next note of progress, and what was written for it is removed.
 * Units: 4 writes a note, and what finding the people takes.
 */
export function checkImport(dependencies: CheckDependencies) {
  return async (importId: string, circumstances: Circumstances): Promise<Outcome> => {
    const found = await dependencies.store.find(importId);
    if (found === undefined || !mayMove(found.state, "startCheck")) return "already_done";
    const progress = followImport(dependencies, found);
    try {
      await progress.write({
        state: importTransitions.startCheck.to,
        checkAttempts: found.checkAttempts + 1,
        checkedRows: 0,
      });
      if (found.checkAttempts >= mostAttempts) await refuse(dependencies, progress, circumstances, gaveUp);
      else await check(dependencies, progress, circumstances);
      return "done";
    } catch (error) {
      if (error instanceof ImportChanged) return "already_done";
      throw error;
    }
  };
}

async function check(dependencies: CheckDependencies, progress: ImportProgress, circumstances: Circumstances) {
  const roster = await read(dependencies, progress);
  if ("failure" in roster) await refuse(dependencies, progress, circumstances, roster.failure);
  else await finish(dependencies, progress, circumstances, roster);
}

async function read(
  dependencies: CheckDependencies,
  progress: ImportProgress,
): Promise<FoundRoster | { failure: FileFailure }> {
  const { importId } = progress.current();
  const bytes = await dependencies.files.findUpload(importId);
  // Whoever cancels writes the state before removing the file.
  if (bytes === undefined) throw new ImportChanged();
  try {
    return await findRoster(dependencies, bytes, progress.current(), async (rows) => {
      if (rows % progressRows === 0) await progress.write({ checkedRows: rows });
    });
  } catch (error) {
    if (error instanceof RosterFileError) return { failure: failureOf(error) };
    throw error;
  }
}

async function finish(
  { files, newId }: CheckDependencies,
  progress: ImportProgress,
  circumstances: Circumstances,
  roster: FoundRoster,
): Promise<void> {
  const { importId } = progress.current();
  const { run, counts, columns, plannedRows } = await writeCheck(files, { importId, runId: newId() }, roster);
  const { rows, added, changed, unchanged, rejected } = counts;
  try {
    await progress.write(
      { state: importTransitions.finishCheck.to, checkedRows: rows, counts, columns, plannedRows, run },
      (next) => importFact(RosterChecked, circumstances, next, { rows, added, changed, unchanged, rejected }),
    );
  } catch (error) {
    if (error instanceof ImportChanged) await files.removeRun(importId, run);
    throw error;
  }
}

async function refuse(
  { files }: CheckDependencies,
  progress: ImportProgress,
  circumstances: Circumstances,
  failure: FileFailure,
): Promise<void> {
  await progress.write({ state: importTransitions.refuseFile.to, failure }, (next) =>
    importFact(RosterRefused, circumstances, next, { code: failure.code }),
  );
  await files.removeAll({ importId: progress.current().importId, run: null });
}

const gaveUp: FileFailure = {
  code: "check_gave_up",
  reason: "检查这个文件多次中断，请另存为新的 .xlsx 后再上传",
  reasonEn: "The check of this file was cut off several times; save it as a new .xlsx and upload that",
  details: [],
};

function failureOf({ code, zh, en, detail }: RosterFileError): FileFailure {
  const details = Object.entries(detail).map(([name, value]) => ({ name, values: [value].flat().map(String) }));
  return { code, reason: zh, reasonEn: en, details };
}
