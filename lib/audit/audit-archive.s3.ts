import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { AuditArchive } from "./audit-archive.ts";
import { StoredAuditEntry } from "./audit-entry.ts";

const prefix = "chain/";
const number = (sequence: number | undefined) => String(sequence ?? 0).padStart(12, "0");

/**
 * One object a stretch, a line an entry, in a bucket with Object Lock: a version that is written stays for the time of the
 * bucket, whoever asks. Names sort by the first number.
 */
export function s3AuditArchive(client: Pick<S3Client, "send">, bucket: string): AuditArchive {
  return {
    async put(entries) {
      const Key = `${prefix}${number(entries[0]?.sequence)}-${number(entries.at(-1)?.sequence)}.jsonl`;
      const Body = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: "application/jsonl" }));
    },

    async *readAll() {
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }));
        for (const { Key } of page.Contents ?? []) {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
          const lines = ((await Body?.transformToString()) ?? "").split("\n").filter((line) => line !== "");
          yield lines.map((line) => StoredAuditEntry.parse(JSON.parse(line)));
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },
  };
}
