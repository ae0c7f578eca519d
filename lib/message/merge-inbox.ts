import { chinaDay } from "../shared/clock.ts";
import { sideBySide } from "../shared/side-by-side.ts";
import { type Audience, type Reader, reachOf } from "./audience.ts";
import { type Card, isExpired, placeOf } from "./message.ts";
import type { Entry, Mailbox, MessageStore } from "./message-store.ts";

/** What one look into one partition takes: some 400 bytes each, so that they fit into one read unit. */
const entriesAtOnce = 20;

/** The partitions in which something for somebody may stand: their own, and those of every node above them. */
export function mailboxesOf({ recipientId, home, posts }: Reader): Mailbox[] {
  const lines = [home, ...posts].flatMap((position) => position?.path.split("/") ?? []).filter((id) => id !== "");
  const nodes = [...new Set(lines)].map((organizationId) => ({ of: "node" as const, organizationId }));
  return [{ of: "person", recipientId }, ...nodes];
}

function isFor(entry: Entry, reader: Reader): boolean {
  if (entry.address === null) return true;
  const { target, categories, posts } = entry.address;
  const audience: Audience = { targets: [target], categories, posts, personIds: [] };
  return reachOf(audience, reader) !== undefined;
}

export interface Round {
  readonly cards: readonly Card[];
  /** What comes after this place may be read next; null: there is nothing more. */
  readonly next: string | null;
}

/**
 * One look into all partitions of a reader, merged: the cards that are for them, as far as every partition was read. Units:
 * half a unit for each node above the person (at most 8 for a branch, more with posts elsewhere), twice that in full pages.
 */
export async function mergeInbox(
  store: Pick<MessageStore, "listEntries">,
  reader: Reader,
  { before, at, limit = entriesAtOnce }: { before: string | undefined; at: Date; limit?: number },
): Promise<Round> {
  const lists = await sideBySide(mailboxesOf(reader), (mailbox) => store.listEntries(mailbox, { limit, before }));
  const ends = lists.filter((list) => list.length === limit).map((list) => lastPlace(list));
  // Below the highest end of a partition that goes on, something could still be missing.
  const horizon = ends.sort().at(-1) ?? null;
  const today = chinaDay(at);
  const cards = new Map<string, Card>();
  for (const entry of lists.flat()) {
    const isWithin = horizon === null || placeOf(entry.card) >= horizon;
    if (isWithin && !isExpired(entry.card, today) && isFor(entry, reader)) cards.set(entry.card.messageId, entry.card);
  }
  const sorted = [...cards.values()].sort((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1));
  return { cards: sorted, next: horizon };
}

function lastPlace(list: readonly Entry[]): string {
  const last = list.at(-1);
  return last === undefined ? "" : placeOf(last.card);
}
