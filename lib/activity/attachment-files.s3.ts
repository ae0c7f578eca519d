import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { type AttachmentFiles, fileTypes } from "./attachment.ts";

/** Names of people never reach a key: it holds ids only. */
const keyOf = (activityId: string, attachmentId: string) => `attachments/${activityId}/${attachmentId}`;

export function s3AttachmentFiles(client: Pick<S3Client, "send">, bucket: string): AttachmentFiles {
  return {
    async put(activityId, { attachmentId, type }, bytes) {
      const Key = keyOf(activityId, attachmentId);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes, ContentType: fileTypes[type] }));
    },
    async find(activityId, attachmentId) {
      try {
        const Key = keyOf(activityId, attachmentId);
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async remove(activityId, attachmentId) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(activityId, attachmentId) }));
    },
  };
}
