import { DeleteObjectsCommand, type S3Client } from "@aws-sdk/client-s3";
import * as z from "zod";
import { s3Objects } from "../runtime/objects.s3.ts";
import type { ExportFiles } from "./export-files.ts";

const keys = {
  ids: (exportId: string, slice: number) => `exports/${exportId}/ids/${slice}.json`,
  rows: (exportId: string, slice: number) => `exports/${exportId}/rows/${slice}.json`,
  part: (exportId: string, part: number) => `exports/${exportId}/file/${part}`,
};

/** S3 removes at most 1,000 objects in one request; a slice has two. */
const slicesTogether = 500;

/** The files of exports in one bucket, below a prefix that expires. */
export function s3ExportFiles(client: Pick<S3Client, "send">, bucket: string): ExportFiles {
  const { put, find } = s3Objects(client, bucket);
  const findJson = async <Schema extends z.ZodType>(key: string, schema: Schema) => {
    const bytes = await find(key);
    return bytes === undefined ? undefined : schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  };
  return {
    putIds: (exportId, slice, ids) => put(keys.ids(exportId, slice), JSON.stringify(ids), "application/json"),
    findIds: (exportId, slice) => findJson(keys.ids(exportId, slice), z.array(z.string())),
    putRows: (exportId, slice, rows) => put(keys.rows(exportId, slice), JSON.stringify(rows), "application/json"),
    findRows: (exportId, slice) => findJson(keys.rows(exportId, slice), z.array(z.array(z.string()))),
    putPart: (exportId, part, bytes) => put(keys.part(exportId, part), bytes, "application/octet-stream"),
    findPart: (exportId, part) => find(keys.part(exportId, part)),
    async removeSlices(exportId, slices) {
      for (let start = 0; start < slices; start += slicesTogether) {
        const count = Math.min(slicesTogether, slices - start);
        const Objects = Array.from({ length: count }, (_, index) => start + index).flatMap((slice) => [
          { Key: keys.ids(exportId, slice) },
          { Key: keys.rows(exportId, slice) },
        ]);
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors.length > 0) throw new Error(`S3 kept ${Errors.length} objects: ${Errors[0]?.Code}`);
      }
    },
  };
}
