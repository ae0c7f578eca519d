import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";
import { buildFact, type Circumstances } from "../shared/event.ts";
import type { Channel } from "./delivery.ts";
import { MessagePosted } from "./events.ts";
import { messageIdFrom, type StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";

/** After so many days a reminder of duties says nothing any more. */
const shownDays = 14;

export interface PersonalReminder {
  readonly personId: string;
  readonly day: PlainDate;
  readonly title: string;
  readonly body: string;
  /** By these alone, of those that are allowed; null: by all. */
  readonly channels: readonly Channel[] | null;
  /** Tells this reminder from others to the same person; 20 characters. */
  readonly suffix: string;
}

/**
 * Sends a reminder of the platform itself to one person, once: the moment and the suffix are its id. It goes out by the
 * channels that the person allows. Units: 8 writes.
 */
export function remindPerson({
  store,
  sender,
}: {
  readonly store: Pick<MessageStore, "postOnce">;
  readonly sender: { readonly organizationId: string; readonly name: string };
}) {
  return async ({ personId, day, title, body, channels, suffix }: PersonalReminder, circumstances: Circumstances) => {
    const messageId = messageIdFrom(circumstances.at, suffix);
    const message: StoredMessage = {
      messageId,
      kind: "reminder",
      title,
      body,
      links: [],
      attachments: [],
      dueOn: null,
      needsConfirmation: false,
      isPinned: false,
      expiresOn: addDays(day, shownDays),
      isQuiet: false,
      audience: { targets: [], categories: [], posts: [], personIds: [personId] },
      senderOrganizationId: sender.organizationId,
      senderName: sender.name,
      postedAt: circumstances.at.toISOString(),
      expected: 1,
      remindsOf: null,
      recalled: null,
      corrected: null,
      version: 1,
      author: "platform",
      ...(channels !== null && { channels: [...channels] }),
    };
    const fact = buildFact(MessagePosted, circumstances, {
      subject: { kind: "message", id: messageId },
      occasion: message.version,
      organizationId: sender.organizationId,
      data: { version: message.version, kind: message.kind, organizationIds: [], expected: message.expected },
    });
    await store.postOnce(message, { facts: [fact], receipt: undefined, answer: null });
  };
}
