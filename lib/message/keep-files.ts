import { notFound, refused } from "../shared/errors.ts";
import { safeFileName } from "../shared/files/file-name.ts";
import { fileTypes } from "../shared/files/file-type.ts";
import { takeFile } from "../shared/files/take-file.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import {
  type AttachedFiles,
  type DraftFile,
  type DraftFileStore,
  draftKeptMs,
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
    const waiting = await throwAwayOld(dependencies, organizationId, at);
    if (waiting >= maximumDrafts) throw tooMany();
    const attachment: MessageAttachment = {
      attachmentId: newId(),
      fileName: safeFileName(body.fileName, type),
      type,
      bytes: bytes.length,
    };
    // The file first: an entry without a file would be worse than a file that nobody finds.
    await files.put(attachment, bytes);
    await drafts.addDraft(organizationId, { ...attachment, addedAt: at.toISOString() });
    return attachment;
  };
}

/** Gives how many are left. What a message has taken meanwhile is nobody's draft any more, and stays. */
async function throwAwayOld({ drafts, files }: FileDependencies, organizationId: string, at: Date): Promise<number> {
  const all = await drafts.listDrafts(organizationId);
  const isOld = ({ addedAt }: DraftFile) => at.getTime() - Date.parse(addedAt) > draftKeptMs;
  for (const { attachmentId } of all.filter(isOld)) {
    if (await drafts.removeDraft(organizationId, attachmentId)) await files.remove(attachmentId);
  }
  return all.filter((file) => !isOld(file)).length;
}

function tooMany() {
  return refused("too_many_files", {
    zh: `本组织已有${maximumDrafts}个上传后没有发送的附件，请先发送或移除一些，24小时后会自动清除。`,
    en: `There are ${maximumDrafts} uploaded files that were not sent; send or remove some, or wait a day.`,
  });
}

/** The entry goes first: what is listed can always be fetched. Units: 1 write, 1 object. */
export function removeFile({ drafts, files }: Pick<FileDependencies, "drafts" | "files">) {
  return async ({ params }: RouteInput<typeof removeRoute>): Promise<RouteOutput<typeof removeRoute>> => {
    const { organizationId, attachmentId } = params;
    if (!(await drafts.removeDraft(organizationId, attachmentId))) throw notFound();
    await files.remove(attachmentId);
    return { attachmentId };
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
