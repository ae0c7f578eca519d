import * as z from "zod";
import { fileTypeNames } from "../shared/files/file-type.ts";

/** Of one message. */
export const maximumAttachments = 5;
/** Of one organisation, uploaded and not sent yet. */
export const maximumDrafts = 20;
/** What was not sent by then cannot be sent any more, and is thrown away in the next night. */
export const draftKeptMs = 24 * 60 * 60 * 1000;
/** Files that wait stand in so many partitions, so that all of them can be found. */
export const draftParts = 4;

export const AttachmentId = z.string().regex(/^[0-9a-z]{20}$/);

export const MessageAttachment = z
  .object({
    attachmentId: AttachmentId,
    fileName: z.string(),
    type: z.enum(fileTypeNames),
    bytes: z.int().positive(),
  })
  .meta({ id: "MessageAttachment", description: "消息附件 · A file that comes with a message" });
export type MessageAttachment = z.infer<typeof MessageAttachment>;

/** A file that waits for the message with which it is sent. */
export const DraftFile = MessageAttachment.extend({ addedAt: z.iso.datetime() });
export type DraftFile = z.infer<typeof DraftFile>;

/** Whose file waits. */
export interface DraftOwner {
  readonly organizationId: string;
  readonly attachmentId: string;
}

export interface DraftFileStore {
  /** Of the organisation in whose name they were uploaded. Strongly consistent. */
  listDrafts(organizationId: string): Promise<readonly DraftFile[]>;
  /** Of all organisations in a part, from 0 to `draftParts`, with those that are being thrown away. */
  listAllDrafts(part: number): AsyncIterable<DraftOwner & Pick<DraftFile, "addedAt">>;
  addDraft(organizationId: string, file: DraftFile): Promise<void>;
  /** From now on no message can take it. `false`: there is none any more, because it was sent or removed. */
  withdrawDraft(owner: DraftOwner): Promise<boolean>;
  /** Of one that was withdrawn, when its bytes are gone. */
  forgetDraft(owner: DraftOwner): Promise<void>;
}

/** The bytes of attachments. */
export interface AttachedFiles {
  put(file: Pick<MessageAttachment, "attachmentId" | "type">, bytes: Uint8Array): Promise<void>;
  find(attachmentId: string): Promise<Uint8Array | undefined>;
  remove(attachmentId: string): Promise<void>;
}
