import { createHash } from "node:crypto";
import { buildFact, type Circumstances, type Outcome } from "../shared/event.ts";
import { MessagePosted } from "./events.ts";
import { messageIdFrom, type StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";

/** What the product itself has to tell people by name; it goes out by the channels of every notice. */
export interface Notice {
  /** The occasion: told again, it is posted once. */
  readonly occasion: string;
  readonly day: string;
  readonly title: string;
  readonly body: string;
  readonly sender: { readonly organizationId: string; readonly name: string };
  readonly personIds: readonly string[];
}

/** Units: 1 read; 4 writes, and 1 for each person. */
export function postNotice({ store }: { readonly store: Pick<MessageStore, "find" | "post"> }) {
  return async (notice: Notice, circumstances: Circumstances): Promise<Outcome> => {
    const message = messageOf(notice);
    if ((await store.find(message.messageId)) !== undefined) return "already_done";
    const fact = buildFact(MessagePosted, circumstances, {
      subject: { kind: "message", id: message.messageId },
      occasion: message.version,
      organizationId: message.senderOrganizationId,
      data: { version: message.version, kind: message.kind, organizationIds: [], expected: message.expected },
    });
    await store.post(message, { facts: [fact], receipt: undefined, answer: undefined });
    return "done";
  };
}

function messageOf({ occasion, day, title, body, sender, personIds }: Notice): StoredMessage {
  // The beginning of the day, so that a repeat has the same id.
  const at = new Date(`${day}T00:00:00+08:00`);
  return {
    messageId: messageIdFrom(at, idOf(occasion)),
    kind: "notice",
    title,
    body,
    links: [],
    attachments: [],
    dueOn: null,
    needsConfirmation: false,
    isPinned: false,
    expiresOn: null,
    isQuiet: false,
    audience: { targets: [], categories: [], posts: [], personIds: [...personIds] },
    senderOrganizationId: sender.organizationId,
    senderName: sender.name,
    postedAt: at.toISOString(),
    expected: personIds.length,
    remindsOf: null,
    recalled: null,
    corrected: null,
    version: 1,
    author: "system",
  };
}

function idOf(occasion: string): string {
  const hash = createHash("sha256").update(occasion).digest("hex");
  return BigInt(`0x${hash}`).toString(36).padStart(20, "0").slice(-20);
}
