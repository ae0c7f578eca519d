import { notFound, refused } from "../shared/errors.ts";
import { safeFileName } from "../shared/files/file-name.ts";
import { fileTypes } from "../shared/files/file-type.ts";
import { takeFile } from "../shared/files/take-file.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import {
  type AttachedFiles,
  type DraftFileStore,
  type DraftOwner,
  draftKeptMs,
  draftParts,
  type MessageAttachment,
  maximumDrafts,
} from "./attachment.ts";
import type {
  addMessageFile as addRoute,
  getMessageFile as getRoute,
  removeMessageFile as removeRoute,
} from "./file-routes.ts";
import { findReadable, type ReadableSources } from "./read-message.ts";

export interface FileDependencies {
  readonly drafts: DraftFileStore;
  readonly files: AttachedFiles;
  readonly newId: NewId;
}

/** Keeps a file for a message that is being written. Units: 1 read, 1 write, 1 object. */
export function addFile(dependencies: FileDependencies) {
  return async ({ params, body }: RouteInput<typeof addRoute>, { at }: RequestContext): Promise<MessageAttachment> => {
    const { drafts, files, newId } = dependencies;
    const { organizationId } = params;
    const { bytes, type } = takeFile(body.content);
    const all = await drafts.listDrafts(organizationId);
    const isWaiting = ({ addedAt }: { addedAt: string }) => at.getTime() - Date.parse(addedAt) <= draftKeptMs;
    if (all.filter(isWaiting).length >= maximumDrafts) throw tooMany();
    const attachment: MessageAttachment = {
      attachmentId: newId(),
      fileName: safeFileName(body.fileName, type),
      type,
      bytes: bytes.length,
    };
    // The entry first: a file without one would be found by nobody, and nobody knows of the entry before the answer.
    await drafts.addDraft(organizationId, { ...attachment, addedAt: at.toISOString() });
    await files.put(attachment, bytes);
    return attachment;
  };
}

function tooMany() {
  return refused("too_many_files", {
    zh: `本组织已有${maximumDrafts}个上传后没有发送的附件，请先发送或移除一些；没有发送的24小时后失效。`,
    en: `There are ${maximumDrafts} uploaded files that were not sent; send or remove some, or wait a day.`,
  });
}

/** Units: 2 writes, 1 object. */
export function removeFile(dependencies: Pick<FileDependencies, "drafts" | "files">) {
  return async ({ params }: RouteInput<typeof removeRoute>): Promise<RouteOutput<typeof removeRoute>> => {
    if (!(await throwAway(dependencies, params))) throw notFound();
    return { attachmentId: params.attachmentId };
  };
}

/**
 * Withdrawn first, so that no message takes it, and forgotten last: whoever was cut short in between goes on in the night.
 * `false`: it was sent or removed meanwhile.
 */
async function throwAway(
  { drafts, files }: Pick<FileDependencies, "drafts" | "files">,
  owner: DraftOwner,
): Promise<boolean> {
  if (!(await drafts.withdrawDraft(owner))) return false;
  await files.remove(owner.attachmentId);
  await drafts.forgetDraft(owner);
  return true;
}

/**
 * Throws away what nobody has sent within a day. What a message has taken is nobody's draft any more, and stays. Units: half
 * a unit for some 30 files, 2 writes and 1 object for each that goes.
 */
export function sweepFiles(dependencies: Pick<FileDependencies, "drafts" | "files">) {
  return async (scheduledFor: Date): Promise<{ files: number }> => {
    let count = 0;
    for (let part = 0; part < draftParts; part++) {
      for await (const { addedAt, ...owner } of dependencies.drafts.listAllDrafts(part)) {
        const isOld = scheduledFor.getTime() - Date.parse(addedAt) > draftKeptMs;
        if (isOld && (await throwAway(dependencies, owner))) count += 1;
      }
    }
    return { files: count };
  };
}

/** Whoever may read the message gets its files, until it is taken back. Units: those of `findReadable`, 1 object. */
export function getFile(dependencies: ReadableSources & Pick<FileDependencies, "files">) {
  return async (
    { params }: RouteInput<typeof getRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof getRoute>> => {
    const { message } = await findReadable(dependencies, params.messageId, context);
    const found = message.attachments.find(({ attachmentId }) => attachmentId === params.attachmentId);
    if (found === undefined || message.recalled !== null) throw notFound();
    const content = await dependencies.files.find(found.attachmentId);
    if (content === undefined) throw notFound();
    return {
      fileName: found.fileName,
      contentType: fileTypes[found.type],
      content: Buffer.from(content).toString("base64"),
    };
  };
}
