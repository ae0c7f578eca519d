import type { PlannedRow } from "./person-register.ts";
import type { PreviewRow } from "./preview.ts";
import type { PreviewResult } from "./roster-import.ts";

/** Which files of an import exist, so that they can be removed without listing the bucket. */
export interface ImportFiles {
  readonly importId: string;
  readonly run: {
    readonly runId: string;
    readonly pages: Readonly<Record<PreviewResult, number>>;
    readonly batches: number;
  } | null;
}

/**
 * The files of an import: the upload, and of each check (`runId`) the pages of its preview, the plan of its commit and
 * the workbook of rejected rows. `undefined`: removed or expired.
 */
export interface RosterFiles {
  putUpload(importId: string, bytes: Uint8Array): Promise<void>;
  findUpload(importId: string): Promise<Uint8Array | undefined>;
  putPage(
    at: { importId: string; runId: string; result: PreviewResult; page: number },
    rows: readonly PreviewRow[],
  ): Promise<void>;
  findPage(at: {
    importId: string;
    runId: string;
    result: PreviewResult;
    page: number;
  }): Promise<PreviewRow[] | undefined>;
  putBatch(at: { importId: string; runId: string; batch: number }, rows: readonly PlannedRow[]): Promise<void>;
  findBatch(at: { importId: string; runId: string; batch: number }): Promise<PlannedRow[] | undefined>;
  putRejectedWorkbook(importId: string, runId: string, bytes: Uint8Array): Promise<void>;
  findRejectedWorkbook(importId: string, runId: string): Promise<Uint8Array | undefined>;
  /** Removes the files of one check. */
  removeRun(importId: string, run: NonNullable<ImportFiles["run"]>): Promise<void>;
  /** Removes the upload and the plan, which nobody needs after the commit; the preview stays to be looked at. */
  removeInput(files: ImportFiles): Promise<void>;
  removeAll(files: ImportFiles): Promise<void>;
}
