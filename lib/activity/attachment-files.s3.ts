import type { S3Client } from "@aws-sdk/client-s3";
import { s3Objects } from "../runtime/objects.s3.ts";
import { fileTypes } from "../shared/files/file-type.ts";
import type { AttachmentFiles } from "./attachment.ts";

const keyOf = (activityId: string, attachmentId: string) => `attachments/${activityId}/${attachmentId}`;

export function s3AttachmentFiles(client: Pick<S3Client, "send">, bucket: string): AttachmentFiles {
  const objects = s3Objects(client, bucket);
  return {
    put: (activityId, { attachmentId, type }, bytes) =>
      objects.put(keyOf(activityId, attachmentId), bytes, fileTypes[type]),
    find: (activityId, attachmentId) => objects.find(keyOf(activityId, attachmentId)),
    remove: (activityId, attachmentId) => objects.remove(keyOf(activityId, attachmentId)),
  };
}
