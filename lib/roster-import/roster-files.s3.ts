import { DeleteObjectsCommand, type S3Client } from "@aws-sdk/client-s3";
import * as z from "zod";
import { s3Objects } from "../runtime/objects.s3.ts";
import { PlannedRow } from "./person-register.ts";
import { PreviewRow } from "./preview.ts";
import type { ImportFiles, RosterFiles } from "./roster-files.ts";
import { previewResults } from "./roster-import.ts";

type Run = NonNullable<ImportFiles["run"]>;

const keys = {
  upload: (importId: string) => `imports/${importId}/upload`,
  page: (importId: string, runId: string, result: string, page: number) =>
    `imports/${importId}/${runId}/${result}/${page}.json`,
  batch: (importId: string, runId: string, batch: number) => `imports/${importId}/${runId}/plan/${batch}.json`,
  rejected: (importId: string, runId: string) => `imports/${importId}/${runId}/rejected.xlsx`,
};

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const planKeys = (importId: string, { runId, batches }: Run): string[] =>
  upTo(batches).map((batch) => keys.batch(importId, runId, batch));

const runKeys = (importId: string, run: Run): string[] => [
  ...planKeys(importId, run),
  ...previewResults.flatMap((result) =>
    upTo(run.pages[result]).map((page) => keys.page(importId, run.runId, result, page)),
  ),
  keys.rejected(importId, run.runId),
];

/** S3 removes at most 1,000 objects in one request. */
const mostRemovals = 1_000;

/** The files of imports in one bucket, encrypted by it; its lifecycle removes what nobody else did. */
export function s3RosterFiles(client: Pick<S3Client, "send">, bucket: string): RosterFiles {
  const { put, find } = s3Objects(client, bucket);
  const putJson = (key: string, value: unknown) => put(key, JSON.stringify(value), "application/json");
  const findJson = async <Schema extends z.ZodType>(key: string, schema: Schema) => {
    const bytes = await find(key);
    return bytes === undefined ? undefined : schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  };
  const remove = async (doomed: readonly string[]): Promise<void> => {
    for (let start = 0; start < doomed.length; start += mostRemovals) {
      const Objects = doomed.slice(start, start + mostRemovals).map((Key) => ({ Key }));
      const { Errors = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      );
      if (Errors.length > 0) throw new Error(`S3 kept ${Errors.length} objects: ${Errors[0]?.Code}`);
    }
  };

  return {
    putUpload: (importId, bytes) => put(keys.upload(importId), bytes, "application/octet-stream"),
    findUpload: (importId) => find(keys.upload(importId)),
    putPage: ({ importId, runId, result, page }, rows) => putJson(keys.page(importId, runId, result, page), rows),
    findPage: ({ importId, runId, result, page }) =>
      findJson(keys.page(importId, runId, result, page), z.array(PreviewRow)),
    putBatch: ({ importId, runId, batch }, rows) => putJson(keys.batch(importId, runId, batch), rows),
    findBatch: ({ importId, runId, batch }) => findJson(keys.batch(importId, runId, batch), z.array(PlannedRow)),
    putRejectedWorkbook: (importId, runId, bytes) =>
      put(keys.rejected(importId, runId), bytes, "application/octet-stream"),
    findRejectedWorkbook: (importId, runId) => find(keys.rejected(importId, runId)),
    removeRun: (importId, run) => remove(runKeys(importId, run)),
    removeInput: ({ importId, run }) => remove([keys.upload(importId), ...(run ? planKeys(importId, run) : [])]),
    removeAll: ({ importId, run }) => remove([keys.upload(importId), ...(run ? runKeys(importId, run) : [])]),
  };
}
