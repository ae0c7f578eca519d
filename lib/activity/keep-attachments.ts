import { notFound, refused } from "../shared/errors.ts";
import { buildFact, type Fact } from "../shared/event.ts";
import { safeFileName } from "../shared/files/file-name.ts";
import { fileTypes } from "../shared/files/file-type.ts";
import { takeFile } from "../shared/files/take-file.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { StoredActivity } from "./activity.ts";
import { type Attachment, type AttachmentFiles, type AttachmentStore, maximumAttachments } from "./attachment.ts";
import { AttachmentChanged } from "./events.ts";
import type {
  addAttachment as addRoute,
  getAttachment as getRoute,
  listAttachments as listRoute,
  removeAttachment as removeRoute,
} from "./file-routes.ts";
import { type ActivityAccess, findActivity, getForStep } from "./find-activity.ts";
import { refuseMove } from "./states.ts";

export interface AttachmentDependencies extends ActivityAccess {
  readonly attachments: AttachmentStore;
  readonly files: AttachmentFiles;
  readonly newId: NewId;
}

/** Whoever may read the minutes may see what belongs to them. Units: 3 reads. */
export function listAttachments(dependencies: AttachmentDependencies) {
  return async (
    { params }: RouteInput<typeof listRoute>,
    { principal }: RequestContext,
  ): Promise<RouteOutput<typeof listRoute>> => {
    const { sight } = await findActivity(dependencies, params.activityId, principal);
    return { items: sight.isRecordVisible ? await dependencies.attachments.list(params.activityId) : [] };
  };
}

/** Keeps a file that is what it says, without what a camera wrote into it. Units: 3 reads, 1 write, 1 object. */
export function addAttachment(dependencies: AttachmentDependencies) {
  return async ({ params, body }: RouteInput<typeof addRoute>, context: RequestContext): Promise<Attachment> => {
    const { activityId } = params;
    const { activity } = await getForStep(dependencies, activityId, context.principal, { right: "record" });
    refuseMove(activity.state, "attend");
    const { bytes, type } = takeFile(body.content);
    const present = await dependencies.attachments.list(activityId);
    if (present.length >= maximumAttachments) {
      throw refused("too_many_attachments", {
        zh: `一项活动最多${maximumAttachments}个附件。`,
        en: `At most ${maximumAttachments} attachments.`,
      });
    }
    const attachment: Attachment = {
      attachmentId: dependencies.newId(),
      fileName: safeFileName(body.fileName, type),
      type,
      bytes: bytes.length,
      addedAt: context.at.toISOString(),
      addedBy: context.actor,
    };
    // The file first: an entry without a file would be worse than a file that nobody finds.
    await dependencies.files.put(activityId, attachment, bytes);
    await dependencies.attachments.insert(activityId, attachment, factOf(activity, attachment, "added", context));
    return attachment;
  };
}

/** Units: 3 reads, 1 object. */
export function getAttachment(dependencies: AttachmentDependencies) {
  return async (
    { params }: RouteInput<typeof getRoute>,
    { principal }: RequestContext,
  ): Promise<RouteOutput<typeof getRoute>> => {
    const { sight } = await findActivity(dependencies, params.activityId, principal);
    if (!sight.isRecordVisible) throw notFound();
    const found = await getOne(dependencies, params);
    const content = await dependencies.files.find(params.activityId, found.attachmentId);
    if (content === undefined) throw notFound();
    const { fileName, type } = found;
    return { fileName, contentType: fileTypes[type], content: Buffer.from(content).toString("base64") };
  };
}

async function getOne(
  { attachments }: AttachmentDependencies,
  { activityId, attachmentId }: { activityId: string; attachmentId: string },
): Promise<Attachment> {
  const found = (await attachments.list(activityId)).find((one) => one.attachmentId === attachmentId);
  if (found === undefined) throw notFound();
  return found;
}

/** The entry goes first: what is listed can always be fetched. Units: 3 reads, 1 write, 1 object. */
export function removeAttachment(dependencies: AttachmentDependencies) {
  return async ({ params }: RouteInput<typeof removeRoute>, context: RequestContext): Promise<Attachment> => {
    const { activityId } = params;
    const { activity } = await getForStep(dependencies, activityId, context.principal, { right: "record" });
    refuseMove(activity.state, "attend");
    const found = await getOne(dependencies, params);
    const fact = factOf(activity, found, "removed", context);
    await dependencies.attachments.remove(activityId, found, context.at.toISOString(), fact);
    await dependencies.files.remove(activityId, found.attachmentId);
    return found;
  };
}

function factOf(
  { activityId, hostOrganizationId }: StoredActivity,
  { attachmentId, type }: Attachment,
  step: "added" | "removed",
  context: RequestContext,
): Fact {
  return buildFact(AttachmentChanged, context, {
    subject: { kind: "activity", id: activityId },
    occasion: `${attachmentId}/${step}`,
    organizationId: hostOrganizationId,
    data: { attachmentId, type, step },
  });
}
