import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { Reader } from "./audience.ts";
import type { PeopleDirectory } from "./directories.ts";
import type { listMyMessages as listRoute, markAllRead as markRoute } from "./inbox-routes.ts";
import { mergeInbox } from "./merge-inbox.ts";
import { type Card, placeOf } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import type { Reading, ReceiptStore } from "./receipt-store.ts";

export interface InboxDependencies {
  readonly store: Pick<MessageStore, "listEntries">;
  readonly receipts: Pick<ReceiptStore, "listReadings" | "findCursor" | "saveCursor">;
  readonly people: Pick<PeopleDirectory, "findReader">;
}

export type InboxLine = Card & { readonly isRead: boolean; readonly isConfirmed: boolean };

/** Looks that one request takes at most; with a narrow filter a page may be short and still have a next one. */
const maximumRounds = 4;

/**
 * The messages for somebody, as they stand in the organisations at this moment: who joins a branch sees what it is told,
 * who leaves no longer does. Units: 2 for the person, those of `mergeInbox`, and 1 for what was read.
 */
export function listInbox(dependencies: InboxDependencies) {
  return async (
    { query }: RouteInput<typeof listRoute>,
    { principal, at }: RequestContext,
  ): Promise<Page<InboxLine>> => {
    const reader = await dependencies.people.findReader(principal.accountId, at);
    const list = `inbox:${JSON.stringify([query.q, query.kind, query.show])}`;
    let before = query.cursor === undefined ? undefined : decodeCursor(list, query.cursor).before;
    const found: InboxLine[] = [];
    for (let round = 1; round <= maximumRounds; round++) {
      const { cards, next } = await mergeInbox(dependencies.store, reader, { before, at });
      const lines = await withReadings(dependencies, reader, cards);
      for (const line of lines.filter((one) => isWanted(one, query))) {
        found.push(line);
        if (found.length === query.limit) {
          const isLast = next === null && line === lines.at(-1);
          return { items: found, nextCursor: isLast ? null : encodeCursor(list, { before: placeOf(line) }) };
        }
      }
      if (next === null) return { items: found, nextCursor: null };
      before = next;
    }
    return { items: found, nextCursor: before === undefined ? null : encodeCursor(list, { before }) };
  };
}

function isWanted(line: InboxLine, { q, kind, show }: RouteInput<typeof listRoute>["query"]): boolean {
  if (kind !== undefined && line.kind !== kind) return false;
  if (show === "unread" && line.isRead) return false;
  if (show === "to_confirm" && (!line.needsConfirmation || line.isConfirmed || line.isRecalled)) return false;
  return q === undefined || line.title.includes(q) || line.senderName.includes(q);
}

/** Read is what was opened, and what is older than the moment at which everything was marked. */
async function withReadings(
  { receipts }: Pick<InboxDependencies, "receipts">,
  { recipientId }: Reader,
  cards: readonly Card[],
): Promise<InboxLine[]> {
  const ids = cards.map(({ messageId }) => messageId).sort();
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [cursor = "", readings] = await Promise.all([
    receipts.findCursor(recipientId),
    receipts.listReadings(recipientId, first, last),
  ]);
  const byId = new Map(readings.map((reading): [string, Reading] => [reading.messageId, reading]));
  return cards.map((card) => {
    const reading = byId.get(card.messageId);
    return {
      ...card,
      isRead: reading !== undefined || card.messageId <= cursor,
      isConfirmed: reading?.confirmedAt != null,
    };
  });
}

/** A badge shows no more than this; above it says "99+". */
const largestBadge = 99;

/** How many messages nobody opened yet. Units: those of one look into the inbox. */
export function countUnread(dependencies: InboxDependencies) {
  return async (_input: unknown, { principal, at }: RequestContext) => {
    const reader = await dependencies.people.findReader(principal.accountId, at);
    const { cards } = await mergeInbox(dependencies.store, reader, { before: undefined, at, limit: largestBadge + 1 });
    const lines = await withReadings(dependencies, reader, cards);
    const unread = lines.filter(({ isRead, isRecalled }) => !isRead && !isRecalled);
    const [latest] = unread.filter(({ kind }) => kind === "urgent");
    return {
      count: Math.min(unread.length, largestBadge),
      isMore: unread.length > largestBadge,
      urgent: latest === undefined ? null : { messageId: latest.messageId, title: latest.title },
    };
  };
}

/** Everything up to one message counts as seen: one write, whatever number that is. A receipt of none of them follows. */
export function markAllRead({ people, receipts }: InboxDependencies) {
  return async ({ body }: RouteInput<typeof markRoute>, { principal, at }: RequestContext) => {
    const { recipientId } = await people.findReader(principal.accountId, at);
    await receipts.saveCursor(recipientId, body.upTo);
    return { upTo: body.upTo };
  };
}
