import type { RosterHeader } from "../roster/read-roster.ts";
import { writeRejectedWorkbook } from "../roster/rejected-workbook.ts";
import { buildPreview, type Preview } from "./build-preview.ts";
import type { FoundRoster } from "./find-roster.ts";
import { batchRows, inSlices, planCommit } from "./plan-commit.ts";
import { maskIdNumbers } from "./preview.ts";
import type { RosterFiles } from "./roster-files.ts";
import { type CheckRun, type ImportColumn, type ImportCounts, previewResults } from "./roster-import.ts";

/** Rows of one page of the preview: one file, one request of the screen. */
export const pageRows = 100;

/** Files written at the same time. */
const parallelWrites = 8;

type Writer = () => Promise<void>;

/** Writes what the check found: pages of the preview, steps of the commit, the workbook of rejected rows. */
export async function writeCheck(
  files: RosterFiles,
  at: { importId: string; runId: string },
  { report, comparison }: FoundRoster,
): Promise<{ run: CheckRun; counts: ImportCounts; columns: ImportColumn[]; plannedRows: number }> {
  const { counts, lists } = buildPreview(report, comparison);
  const plan = planCommit(comparison);
  const batches = inSlices(plan, batchRows);
  const writers: Writer[] = batches.map((rows, batch) => () => files.putBatch({ ...at, batch }, rows));
  writers.push(...pageWriters(files, at, lists));
  const { header, rejected } = report;
  if (header !== undefined && rejected.length > 0) {
    const workbook = await writeRejectedWorkbook(rejected, header);
    writers.push(() => files.putRejectedWorkbook(at.importId, at.runId, workbook));
  }
  await runAll(writers);
  const pages = Object.fromEntries(
    previewResults.map((result) => [result, Math.ceil(lists[result].length / pageRows)]),
  ) as CheckRun["pages"];
  return {
    run: { runId: at.runId, pages, batches: batches.length },
    counts,
    columns: columnsOf(header),
    plannedRows: plan.length,
  };
}

/** So much of a heading is shown; a longer one is no heading of ours. */
const headingCharacters = 40;

function columnsOf(header: RosterHeader | undefined): ImportColumn[] {
  return (header?.columns ?? []).map(({ heading, field }) => ({
    heading: maskIdNumbers(heading.trim()).slice(0, headingCharacters),
    field: field ?? null,
  }));
}

function pageWriters(files: RosterFiles, at: { importId: string; runId: string }, lists: Preview["lists"]): Writer[] {
  return previewResults.flatMap((result) =>
    inSlices(lists[result], pageRows).map((rows, page) => () => files.putPage({ ...at, result, page }, rows)),
  );
}

async function runAll(writers: readonly Writer[]): Promise<void> {
  const waiting = [...writers];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
  };
  await Promise.all(Array.from({ length: parallelWrites }, worker));
}
