import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { Audience, Target } from "./audience.ts";
import type { Card, Message, StoredMessage } from "./message.ts";

/** How a message stands in the partition of a target: whom of it, it is for. */
export interface Entry {
  readonly card: Card;
  /** Null: it names the person in whose partition it stands. */
  readonly address: (Pick<Audience, "categories" | "posts"> & { readonly target: Target }) | null;
}

/** A partition of inbox entries. */
export type Mailbox =
  | { readonly of: "node"; readonly organizationId: string }
  | { readonly of: "person"; readonly recipientId: string };

export interface EntryQuery {
  readonly limit: number;
  /** Entries that sort before it (`placeOf`), undefined: from the first one. */
  readonly before: string | undefined;
}

export interface Consequences {
  readonly facts: readonly Fact[];
  readonly receipt: Receipt | undefined;
  /** What a repeat of the request is answered. */
  readonly answer: unknown;
}

export interface Edition {
  readonly version: number;
  readonly title: string;
  readonly body: string;
}

export interface MessageStore {
  /** Strongly consistent. */
  find(messageId: string): Promise<StoredMessage | undefined>;
  /** Writes the message and its entries, as many as it has targets and people named, whatever number it reaches. */
  post(message: StoredMessage, consequences: Consequences): Promise<void>;
  /** As `post`, of a message whose id follows from its occasion; `false`: it was posted already. */
  postOnce(message: StoredMessage, consequences: Consequences): Promise<boolean>;
  /** Replaces message and entries; `edition` keeps the former text. `false`: somebody else was faster. */
  amend(
    before: StoredMessage,
    after: StoredMessage,
    edition: Edition | undefined,
    consequences: Consequences,
  ): Promise<boolean>;
  /** The earlier texts, the first one first. */
  listEditions(messageId: string): Promise<readonly Edition[]>;
  /** The latest first, pinned ones before all others. Gives fewer than `limit` only at the end. */
  listEntries(mailbox: Mailbox, query: EntryQuery): Promise<readonly Entry[]>;
  /** How many entries came since a message id. */
  countSince(organizationId: string, since: string): Promise<number>;
  listSent(organizationId: string, page: { limit: number; cursor: string | undefined }): Promise<Page<Message>>;
}
