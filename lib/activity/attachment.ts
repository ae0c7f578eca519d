import * as z from "zod";
import type { Fact } from "../shared/event.ts";
import { fileTypeNames } from "../shared/files/file-type.ts";

/** Of one activity. */
export const maximumAttachments = 20;

export const Attachment = z
  .object({
    attachmentId: z.string().regex(/^[0-9a-z]{20}$/),
    fileName: z.string(),
    type: z.enum(fileTypeNames),
    bytes: z.int().positive(),
    addedAt: z.iso.datetime(),
    addedBy: z.string().nullable(),
  })
  .meta({ id: "Attachment", description: "活动附件 · An attachment" });
export type Attachment = z.infer<typeof Attachment>;

export interface AttachmentStore {
  /** Those that were not removed, by the time of adding. */
  list(activityId: string): Promise<Attachment[]>;
  insert(activityId: string, attachment: Attachment, fact: Fact): Promise<void>;
  /** Marks it as removed, with the fact of it. */
  remove(activityId: string, attachment: Attachment, at: string, fact: Fact): Promise<void>;
}

export interface AttachmentFiles {
  put(activityId: string, attachment: Attachment, bytes: Uint8Array): Promise<void>;
  find(activityId: string, attachmentId: string): Promise<Uint8Array | undefined>;
  remove(activityId: string, attachmentId: string): Promise<void>;
}
