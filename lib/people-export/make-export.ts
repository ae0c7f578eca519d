import type { Clock } from "../shared/clock.ts";
import { buildFact, type Circumstances, type Fact, type Outcome } from "../shared/event.ts";
import { PeopleExportApprovalRequested, PeopleExported, PeopleExportFailed, PeopleExportPaused } from "./events.ts";
import type { ExportFiles } from "./export-files.ts";
import { type ExportFailure, mostPeople, mostWithoutApproval, type StoredExport } from "./people-export.ts";
import type { PeopleExportStore } from "./people-export-store.ts";
import type { ExportScope, PeopleSource } from "./people-source.ts";
import { aboutOf, askedIn } from "./request-export.ts";
import { writeExportFile } from "./write-export-file.ts";

export interface MakeDependencies {
  readonly store: PeopleExportStore;
  readonly files: ExportFiles;
  readonly source: PeopleSource;
  readonly clock: Clock;
  /** After so long a run hands over to the next one, well before the function's own end. */
  readonly runMilliseconds: number;
}

/** People of one step: their records take some 400 KB. */
const slicePeople = 200;

/** What a step changes, and the fact when it matters to others. */
interface Step {
  readonly next: Partial<StoredExport>;
  readonly factOf?: (next: StoredExport) => Fact;
}

/**
 * Carries an export on, step by step, to its end, to the wait for a second person, or until its time is used up. A step may be
 * repeated, after a cut-off or by a second delivery: it writes the same objects again, and only one run counts it.
 */
export function makeExport(dependencies: MakeDependencies) {
  const { store, clock, runMilliseconds } = dependencies;
  return async (exportId: string, circumstances: Circumstances): Promise<Outcome> => {
    const deadline = clock().getTime() + runMilliseconds;
    for (let outcome: Outcome = "already_done"; ; outcome = "done") {
      const found = await store.find(exportId);
      if (found === undefined || (found.state !== "collecting" && found.state !== "making")) return outcome;
      const isLate = clock().getTime() >= deadline;
      const step = isLate ? pause(circumstances) : await takeStep(dependencies, found, circumstances);
      const next: StoredExport = { ...found, ...step.next, version: found.version + 1 };
      const isSaved = await store.save(next, step.factOf === undefined ? [] : [step.factOf(next)]);
      if (isSaved && isLate) return "done";
      if (isSaved && next.state === "ready") await dependencies.files.removeSlices(exportId, next.slices);
    }
  };
}

function pause(circumstances: Circumstances): Step {
  return {
    next: {},
    factOf: (next) =>
      buildFact(PeopleExportPaused, circumstances, { ...aboutOf(next), data: { madeCount: next.madeCount } }),
  };
}

async function takeStep(
  dependencies: MakeDependencies,
  found: StoredExport,
  circumstances: Circumstances,
): Promise<Step> {
  const scope = await dependencies.source.findScope(found);
  if (scope === undefined) return fail("not_allowed_any_more", circumstances);
  if (found.state === "collecting") return await collect(dependencies, found, circumstances);
  if (found.madeSlices < found.slices) return await makeSlice(dependencies, found, scope);
  return await finish(dependencies, found, scope, circumstances);
}

function fail(failure: ExportFailure, circumstances: Circumstances): Step {
  return {
    next: { state: "failed", failure },
    factOf: (next) => buildFact(PeopleExportFailed, circumstances, { ...aboutOf(next), data: { failure } }),
  };
}

async function collect(
  { source, files }: MakeDependencies,
  found: StoredExport,
  circumstances: Circumstances,
): Promise<Step> {
  const personIds: string[] = [];
  let position = found.position;
  do {
    const page = await source.listIds(found, position);
    personIds.push(...page.personIds);
    position = page.nextCursor;
  } while (position !== null && personIds.length < slicePeople);
  if (personIds.length > 0) await files.putIds(found.exportId, found.slices, personIds);
  const slices = found.slices + (personIds.length > 0 ? 1 : 0);
  const count = (found.count ?? 0) + personIds.length;
  if (count > mostPeople) return fail("too_many_people", circumstances);
  if (position !== null) return { next: { slices, count, position } };
  if (count === 0) return fail("nobody", circumstances);
  if (count <= mostWithoutApproval) return { next: { slices, count, position, state: "making" } };
  return {
    next: { slices, count, position, state: "waiting" },
    factOf: (next) =>
      buildFact(PeopleExportApprovalRequested, circumstances, { ...aboutOf(next), data: { ...askedIn(next), count } }),
  };
}

async function makeSlice(
  { source, files }: MakeDependencies,
  found: StoredExport,
  { columns }: ExportScope,
): Promise<Step> {
  const { exportId, madeSlices } = found;
  const personIds = await files.findIds(exportId, madeSlices);
  if (personIds === undefined) throw new Error(`export ${exportId} has lost slice ${madeSlices}`);
  const rows = await source.readRows(found, personIds, columns);
  await files.putRows(exportId, madeSlices, rows);
  return { next: { madeSlices: madeSlices + 1, madeCount: found.madeCount + rows.length } };
}

async function finish(
  { files, clock }: MakeDependencies,
  found: StoredExport,
  scope: ExportScope,
  circumstances: Circumstances,
): Promise<Step> {
  const readyAt = clock().toISOString();
  const parts = await writeExportFile(files, { ...found, readyAt }, scope);
  return {
    next: { state: "ready", readyAt, parts, count: found.madeCount },
    factOf: (next) =>
      buildFact(PeopleExported, circumstances, {
        ...aboutOf(next),
        data: { ...askedIn(next), count: next.madeCount },
      }),
  };
}
