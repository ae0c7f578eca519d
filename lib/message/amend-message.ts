import { conflict, notFound } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { MessageCorrected, MessageRecalled } from "./events.ts";
import type { Message, StoredMessage } from "./message.ts";
import type { Edition, MessageStore } from "./message-store.ts";
import { recalledAlready } from "./read-message.ts";
import type { correctMessage as correctRoute, recallMessage as recallRoute } from "./routes.ts";

export interface AmendDependencies {
  readonly store: Pick<MessageStore, "find" | "amend">;
}

/** Takes a message back everywhere at once; that there was one stays to be seen. Units: 1 read, and the writes of posting it. */
export function recallMessage(dependencies: AmendDependencies) {
  return async ({ params, body }: RouteInput<typeof recallRoute>, context: RequestContext): Promise<Message> => {
    const before = await findOwn(dependencies, params, body.version);
    const after = {
      ...before,
      recalled: { at: context.at.toISOString(), reason: body.reason },
      version: before.version + 1,
    };
    return await amend(dependencies, { before, after, definition: MessageRecalled, edition: undefined }, context);
  };
}

/** Corrects the text; the former one stays to be read. Units: 1 read, and the writes of posting it. */
export function correctMessage(dependencies: AmendDependencies) {
  return async ({ params, body }: RouteInput<typeof correctRoute>, context: RequestContext): Promise<Message> => {
    const before = await findOwn(dependencies, params, body.version);
    const { title, body: text, reason } = body.correction;
    const corrected = { at: context.at.toISOString(), reason };
    const after = { ...before, title, body: text, corrected, version: before.version + 1 };
    const edition = { version: before.version, title: before.title, body: before.body };
    return await amend(dependencies, { before, after, definition: MessageCorrected, edition }, context);
  };
}

async function findOwn(
  { store }: AmendDependencies,
  { organizationId, messageId }: { organizationId: string; messageId: string },
  version: number,
): Promise<StoredMessage> {
  const message = await store.find(messageId);
  if (message === undefined || message.senderOrganizationId !== organizationId) throw notFound();
  if (message.recalled !== null) throw recalledAlready();
  if (message.version !== version) throw conflict(message.version);
  return message;
}

async function amend(
  { store }: AmendDependencies,
  change: {
    before: StoredMessage;
    after: StoredMessage;
    definition: typeof MessageRecalled | typeof MessageCorrected;
    edition: Edition | undefined;
  },
  context: RequestContext,
): Promise<Message> {
  const { before, after, definition, edition } = change;
  const fact = buildFact(definition, context, {
    subject: { kind: "message", id: after.messageId },
    occasion: after.version,
    organizationId: after.senderOrganizationId,
    data: { version: after.version, kind: after.kind },
  });
  const { author: _, ...answer } = after;
  const isDone = await store.amend(before, after, edition, { facts: [fact], receipt: context.receipt, answer });
  if (!isDone) throw conflict(before.version + 1);
  return answer;
}
