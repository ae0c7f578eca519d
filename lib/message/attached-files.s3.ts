import type { S3Client } from "@aws-sdk/client-s3";
import { s3Objects } from "../runtime/objects.s3.ts";
import { fileTypes } from "../shared/files/file-type.ts";
import type { AttachedFiles } from "./attachment.ts";
import { attachedFilesPrefix } from "./table.ts";

export function s3AttachedFiles(client: Pick<S3Client, "send">, bucket: string): AttachedFiles {
  const objects = s3Objects(client, bucket);
  const keyOf = (attachmentId: string) => `${attachedFilesPrefix}${attachmentId}`;
  return {
    put: ({ attachmentId, type }, bytes) => objects.put(keyOf(attachmentId), bytes, fileTypes[type]),
    find: (attachmentId) => objects.find(keyOf(attachmentId)),
    remove: (attachmentId) => objects.remove(keyOf(attachmentId)),
  };
}
