import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { PageFiles } from "./page-files.ts";

export function s3PageFiles(client: Pick<S3Client, "send">, bucket: string): PageFiles {
  return {
    async read(file) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: file }));
      if (Body === undefined) throw new Error(`${file} has no content`);
      return await Body.transformToString();
    },
  };
}
