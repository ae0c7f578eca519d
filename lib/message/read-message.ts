import { isAllowed } from "../shared/access.ts";
import { notFound, refused } from "../shared/errors.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { reachOf } from "./audience.ts";
import type { PeopleDirectory, PlaceDirectory } from "./directories.ts";
import type { getMessage as getRoute, readMessage as readRoute } from "./inbox-routes.ts";
import type { Message, StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import type { Reading, ReceiptStore } from "./receipt-store.ts";
import type { listSentMessages as sentRoute } from "./routes.ts";

export interface ReadDependencies {
  readonly store: Pick<MessageStore, "find" | "listEditions" | "listSent">;
  readonly receipts: Pick<ReceiptStore, "findReading" | "begin" | "confirm">;
  readonly people: Pick<PeopleDirectory, "findReader">;
  readonly places: Pick<PlaceDirectory, "findPath">;
}

/** A message without what only its sender needs to know; of a recalled one nothing is left but that it was. */
function contentFor(message: StoredMessage) {
  const { author: _, audience: __, expected: ___, ...content } = message;
  return message.recalled === null ? content : { ...content, title: "", body: "", links: [], attachments: [] };
}

/** Who may send for the organisation that sent it sees it whole. */
async function isSender(
  { places }: Pick<ReadDependencies, "places">,
  message: StoredMessage,
  { principal }: RequestContext,
) {
  const path = await places.findPath(message.senderOrganizationId);
  return path !== undefined && isAllowed(principal, "message.send", path);
}

export interface ReadableSources extends Pick<ReadDependencies, "people" | "places"> {
  readonly store: Pick<MessageStore, "find">;
}

/** A message that the reader may see now: whoever read it once, and belongs elsewhere, no longer does. Units: 3. */
export async function findReadable(sources: ReadableSources, messageId: string, context: RequestContext) {
  const message = await sources.store.find(messageId);
  if (message === undefined) throw notFound();
  const reader = await sources.people.findReader(context.principal.accountId, context.at);
  const reached = reachOf(message.audience, reader);
  const isOwn = await isSender(sources, message, context);
  if (reached === undefined && !isOwn) throw notFound();
  return { message, reader, reached, isOwn };
}

/** Units: 1 for the message, 2 for the reader, half a unit each for receipt and former texts. */
export function getMessage(dependencies: ReadDependencies) {
  return async ({ params }: RouteInput<typeof getRoute>, context: RequestContext) => {
    const { store, receipts } = dependencies;
    const { message, reader, reached, isOwn } = await findReadable(dependencies, params.messageId, context);
    const reading = await receipts.findReading(params.messageId, reader.recipientId);
    return {
      message: contentFor(message),
      isReached: reached !== undefined,
      readAt: reading?.readAt ?? null,
      confirmedAt: reading?.confirmedAt ?? null,
      editions: message.corrected === null ? [] : [...(await store.listEditions(params.messageId))],
      sent: isOwn ? { audience: message.audience, expected: message.expected } : null,
    };
  };
}

/**
 * Records that somebody has read a message, or confirmed it: each once, at the organisation at which it reached them first.
 * Units: 3 reads; 4 writes the first time, 4 for a confirmation that comes later, none for a repeat.
 */
export function acknowledge(dependencies: ReadDependencies, step: "read" | "confirm") {
  return async ({ params }: RouteInput<typeof readRoute>, { principal, at }: RequestContext) => {
    const { store, receipts, people } = dependencies;
    const message = await store.find(params.messageId);
    const reader = await people.findReader(principal.accountId, at);
    const organizationId = message && reachOf(message.audience, reader);
    if (message === undefined || organizationId === undefined) throw notFound();
    if (message.recalled !== null) throw recalledAlready();
    if (step === "confirm" && !message.needsConfirmation) {
      throw refused("nothing_to_confirm", { zh: "这条消息不需要确认。", en: "This message asks for no confirmation." });
    }
    const now = at.toISOString();
    const confirmedAt = step === "confirm" ? now : null;
    const fresh: Reading = { ...params, recipientId: reader.recipientId, organizationId, readAt: now, confirmedAt };
    const known = await receipts.findReading(params.messageId, reader.recipientId);
    const isFirst = known === undefined && (await receipts.begin(fresh));
    const standing = isFirst
      ? fresh
      : (known ?? (await receipts.findReading(params.messageId, reader.recipientId)) ?? fresh);
    if (isFirst || step === "read" || standing.confirmedAt !== null) return answerOf(standing);
    const confirmed = { ...standing, confirmedAt: now };
    await receipts.confirm(confirmed);
    return answerOf(confirmed);
  };
}

function answerOf({ readAt, confirmedAt }: Reading) {
  return { readAt, confirmedAt };
}

export function recalledAlready() {
  return refused("message_recalled", { zh: "这条消息已经撤回。", en: "This message was taken back." });
}

/** What an organisation sent, the latest first. Units: half a unit for some ten messages. */
export function listSent({ store }: Pick<ReadDependencies, "store">) {
  return async ({ params, query }: RouteInput<typeof sentRoute>): Promise<Page<Message>> =>
    await store.listSent(params.organizationId, { limit: query.limit, cursor: query.cursor });
}
