import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { sideBySide } from "../shared/side-by-side.ts";
import { type DraftFileStore, draftKeptMs, type MessageAttachment } from "./attachment.ts";
import type { Audience } from "./audience.ts";
import { type AudienceCount, type CountSources, countAudience, countRecent, weeklyBudget } from "./count-audience.ts";
import type { Listed, PeopleDirectory, Place } from "./directories.ts";
import { MessagePosted } from "./events.ts";
import { rulesOfKind } from "./kinds.ts";
import { type Message, type MessageDraft, messageIdFrom, type StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import type { postMessage as postRoute, previewAudience as previewRoute } from "./routes.ts";

export interface PostDependencies extends CountSources {
  readonly store: Pick<MessageStore, "post" | "countSince">;
  readonly people: Pick<PeopleDirectory, "find" | "listAt">;
  readonly drafts: Pick<DraftFileStore, "listDrafts">;
  readonly newId: NewId;
}

/**
 * Sends a message. Units: 4 writes for the message and its line among those sent, 2 for each target and each person named,
 * whatever number of people that reaches, and 2 for each file; and the reads of counting them.
 */
export function postMessage(dependencies: PostDependencies) {
  return async ({ params, body }: RouteInput<typeof postRoute>, context: RequestContext): Promise<Message> => {
    refuseMissing(body, context.at);
    const sender = await dependencies.places.find(params.organizationId);
    if (sender === undefined) throw notFound();
    const { attachmentIds, ...draft } = body;
    await checkAudience(dependencies, draft.audience, context);
    const attachments = await takeDrafts(dependencies, { ...params, ids: attachmentIds }, context.at);
    return await send(dependencies, { draft, attachments, sender, remindsOf: null }, context);
  };
}

async function takeDrafts(
  { drafts }: Pick<PostDependencies, "drafts">,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
  at: Date,
): Promise<MessageAttachment[]> {
  if (ids.length === 0) return [];
  const waiting = new Map((await drafts.listDrafts(organizationId)).map((file) => [file.attachmentId, file]));
  return [...new Set(ids)].map((id) => {
    const found = waiting.get(id);
    const isThere = found !== undefined && at.getTime() - Date.parse(found.addedAt) <= draftKeptMs;
    if (!isThere) throw invalidAt("body.attachmentIds", fileGone);
    const { addedAt: _, ...attachment } = found;
    return attachment;
  });
}

const fileGone = { zh: "有附件已失效，请移除后重新上传", en: "A file is not there any more; upload it again" };

interface Sending {
  readonly draft: MessageDraft;
  readonly attachments?: readonly MessageAttachment[];
  readonly sender: Place;
  readonly remindsOf: string | null;
  /** What a repeat of the request is answered; the message unless it says otherwise. */
  readonly answer?: unknown;
}

/** Writes a message whose audience somebody has looked at already. */
export async function send(
  dependencies: Pick<PostDependencies, "store" | "newId"> & CountSources,
  { draft, attachments = [], sender, remindsOf, answer }: Sending,
  context: RequestContext,
): Promise<Message> {
  const count = await countAudience(dependencies, draft.audience, context.at);
  refuseNobody(count);
  const message: StoredMessage = {
    ...draft,
    attachments: [...attachments],
    messageId: messageIdFrom(context.at, dependencies.newId()),
    senderOrganizationId: sender.organizationId,
    senderName: sender.name,
    postedAt: context.at.toISOString(),
    expected: count.hasUncounted ? null : count.people,
    remindsOf,
    recalled: null,
    corrected: null,
    version: 1,
    author: context.principal.accountId,
  };
  const fact = buildFact(MessagePosted, context, {
    subject: { kind: "message", id: message.messageId },
    occasion: message.version,
    organizationId: sender.organizationId,
    data: {
      version: message.version,
      kind: message.kind,
      organizationIds: draft.audience.targets.map(({ organizationId }) => organizationId),
      expected: message.expected,
    },
  });
  const { author: _, ...sent } = message;
  await dependencies.store.post(message, { facts: [fact], receipt: context.receipt, answer: answer ?? sent });
  return sent;
}

/** Which people the preview names: enough to see whether it is the right ones. */
const previewed = 12;

/** Who would be reached, and how many messages they got this week. Units: those of `countAudience` and `countRecent`. */
export function previewAudience(dependencies: PostDependencies) {
  return async ({ body }: RouteInput<typeof previewRoute>, context: RequestContext) => {
    const { places, named } = await checkAudience(dependencies, body.audience, context);
    const [count, recent, listed] = await Promise.all([
      countAudience(dependencies, body.audience, context.at),
      countRecent(dependencies.store, places, context.at),
      listSome(dependencies, body.audience, places),
    ]);
    const sample = [...named, ...listed]
      .slice(0, previewed)
      .map(({ name, organizationId }) => ({ name, organizationId }));
    return {
      ...count,
      byTarget: [...count.byTarget],
      sample,
      week: { messages: recent, budget: weeklyBudget, isOver: recent + 1 > weeklyBudget },
    };
  };
}

/** People of the first lists that somebody wanted stands in. */
async function listSome(
  { people, places }: PostDependencies,
  audience: Audience,
  targets: readonly Place[],
): Promise<Listed[]> {
  if (audience.posts.length > 0 && audience.categories.length === 0) return [];
  const [first] = targets;
  if (first === undefined) return [];
  const scope = audience.targets.find(({ organizationId }) => organizationId === first.organizationId)?.scope;
  const candidates = [first, ...(scope === "subtree" ? await places.listBelow(first) : [])].slice(0, listsLookedInto);
  const lists = await sideBySide(candidates, ({ organizationId }) => people.listAt(organizationId));
  const isWanted = ({ category }: Listed) => audience.categories.length === 0 || audience.categories.includes(category);
  return lists.flat().filter(isWanted);
}

const listsLookedInto = 8;

/** Every target must lie where the sender may send, and so must the branch of everybody who is named. */
export async function checkAudience(
  { places, people }: { places: PostDependencies["places"]; people: Pick<PeopleDirectory, "find"> },
  audience: Audience,
  { principal }: Pick<RequestContext, "principal">,
): Promise<{ places: Place[]; named: Listed[] }> {
  const named = (await sideBySide(audience.personIds, (personId) => people.find(personId))).map((person) => {
    if (person === undefined) throw invalidAt("body.audience.personIds", unknownPerson);
    return person;
  });
  const ids = [...audience.targets, ...named].map(({ organizationId }) => organizationId);
  const found = new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, await places.find(id)] as const)));
  for (const place of found.values()) {
    if (place === undefined || !isAllowed(principal, "message.send", place.path)) throw outside();
  }
  const targets = audience.targets.flatMap(({ organizationId }) => found.get(organizationId) ?? []);
  if (targets.some(({ isActive }) => !isActive)) throw invalidAt("body.audience.targets", dissolved);
  return { places: targets, named };
}

const unknownPerson = { zh: "点名的人中有人已不在册", en: "Somebody named is in no list any more" };
const dissolved = { zh: "所选党组织中有已撤销的", en: "One of the organisations is dissolved" };

function invalidAt(field: string, reason: { zh: string; en: string }): AppError {
  return new AppError("validation_failed", { errors: [{ field, reason }] });
}

function outside(): AppError {
  return refused("audience_outside", {
    zh: "发送范围超出了您可以发送的党组织，请去掉不在您职权范围内的部分。",
    en: "The audience goes beyond the organisations to which you may send; take out what is not yours.",
  });
}

function refuseNobody({ people, hasUncounted }: AudienceCount): void {
  if (people > 0 || hasUncounted) return;
  throw refused("audience_empty", {
    zh: "按这个范围没有人会收到，请重新选择党组织、类别或职务。",
    en: "Nobody would get this; choose other organisations, categories or posts.",
  });
}

function refuseMissing({ kind, dueOn, isPinned, expiresOn }: MessageDraft, at: Date): void {
  const today = chinaDay(at);
  if (rulesOfKind(kind).needsDueDay && dueOn === null) {
    throw invalidAt("body.dueOn", { zh: "任务必须写明完成期限", en: "A task needs the day by which it is due" });
  }
  if (dueOn !== null && dueOn < today) {
    throw invalidAt("body.dueOn", { zh: "完成期限不能早于今天", en: "The day cannot lie in the past" });
  }
  if (expiresOn !== null && expiresOn < today) {
    throw invalidAt("body.expiresOn", { zh: "最后显示的日子不能早于今天", en: "The day cannot lie in the past" });
  }
  // What stays on top for ever hides everything else.
  if (isPinned && expiresOn === null) {
    throw invalidAt("body.expiresOn", { zh: "置顶消息须写明显示到哪一天", en: "Say until when it stays on top" });
  }
}
