import { expect, test } from "vitest";
import type { Reader } from "../../../lib/message/audience.ts";
import { mergeInbox } from "../../../lib/message/merge-inbox.ts";
import { type Card, messageIdFrom, placeOf } from "../../../lib/message/message.ts";
import type { Entry, EntryQuery, Mailbox } from "../../../lib/message/message-store.ts";

const at = new Date("2026-11-22T02:00:00Z");
const cardOf = (minute: number, changes: Partial<Card> = {}): Card => ({
  messageId: messageIdFrom(new Date(at.getTime() + minute * 60_000), "0".repeat(20)),
  kind: "notice",
  title: String(minute),
  senderName: "",
  postedAt: at.toISOString(),
  dueOn: null,
  needsConfirmation: false,
  isPinned: false,
  expiresOn: null,
  isRecalled: false,
  isCorrected: false,
  ...changes,
});

/** Partitions as the table keeps them: the latest first, pages of a limit. */
function shelf() {
  const boxes = new Map<string, Entry[]>();
  return {
    put(organizationId: string, card: Card, scope: "subtree" | "self" = "subtree") {
      const address = { categories: [], posts: [], target: { organizationId, scope } };
      boxes.set(organizationId, [...(boxes.get(organizationId) ?? []), { card, address }]);
    },
    async listEntries(mailbox: Mailbox, { limit, before }: EntryQuery) {
      const found = mailbox.of === "node" ? (boxes.get(mailbox.organizationId) ?? []) : [];
      const sorted = [...found].sort((one, other) => (placeOf(one.card) < placeOf(other.card) ? 1 : -1));
      return sorted.filter(({ card }) => before === undefined || placeOf(card) < before).slice(0, limit);
    },
  };
}

const readerAt = (branch: string): Reader => ({
  recipientId: "per-a",
  category: "full_member",
  home: { organizationId: branch, path: `/root/school/${branch}/` },
  posts: [],
});
const titles = (cards: readonly Card[]) => cards.map(({ title }) => title);

test("an inbox is what stands above somebody now, pinned first, without what has expired", async () => {
  const store = shelf();
  store.put("root", cardOf(1));
  store.put("school", cardOf(2, { isPinned: true, expiresOn: "2026-11-22" }));
  store.put("school", cardOf(3, { isPinned: true, expiresOn: "2026-11-21" }));
  store.put("school", cardOf(4), "self");
  store.put("b1", cardOf(5));
  store.put("b2", cardOf(6));
  const inbox = async (branch: string, moment = at) =>
    titles((await mergeInbox(store, readerAt(branch), { before: undefined, at: moment })).cards);
  expect(await inbox("b1")).toEqual(["2", "5", "1"]);
  expect(await inbox("b2")).toEqual(["2", "6", "1"]);
  // Midnight is that of the campus.
  expect(await inbox("b1", new Date("2026-11-22T15:59:00Z"))).toContain("2");
  expect(await inbox("b1", new Date("2026-11-22T16:00:00Z"))).not.toContain("2");
});

test("page after page gives everything once and in order, however unequal the partitions are", async () => {
  const store = shelf();
  for (let minute = 1; minute <= 60; minute++) store.put(minute % 7 === 0 ? "root" : "b1", cardOf(minute));
  const found: string[] = [];
  let before: string | null | undefined;
  do {
    const { cards, next } = await mergeInbox(store, readerAt("b1"), { before: before ?? undefined, at, limit: 5 });
    found.push(...titles(cards));
    before = next;
  } while (before !== null);
  expect(found).toEqual(Array.from({ length: 60 }, (_, index) => String(60 - index)));
});
