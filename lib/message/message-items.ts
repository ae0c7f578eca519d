import { createHash } from "node:crypto";
import * as z from "zod";
import { draftParts } from "./attachment.ts";
import { Audience, Target } from "./audience.ts";
import { Card, cardOf, placeOf, type StoredMessage } from "./message.ts";
import type { Entry, Mailbox } from "./message-store.ts";
import { rollParts } from "./reach-store.ts";

export const keys = {
  message: (messageId: string) => ({ pk: `MESSAGE#${messageId}`, sk: "MESSAGE" }),
  edition: (messageId: string, version: number) => ({
    pk: `MESSAGE#${messageId}`,
    sk: `EDITION#${String(version).padStart(6, "0")}`,
  }),
  milestone: (messageId: string, name: string) => ({ pk: `MESSAGE#${messageId}`, sk: `MILESTONE#${name}` }),
  mailbox: (mailbox: Mailbox) =>
    mailbox.of === "node" ? `NODE#${mailbox.organizationId}` : keys.person(mailbox.recipientId),
  person: (recipientId: string) => `PERSON#${recipientId}`,
  reading: (recipientId: string, messageId: string) => ({ pk: keys.person(recipientId), sk: `READ#${messageId}` }),
  cursor: (recipientId: string) => ({ pk: keys.person(recipientId), sk: "CURSOR" }),
  sent: (organizationId: string, messageId: string) => ({ pk: `SENT#${organizationId}`, sk: messageId }),
  draftFile: (organizationId: string, attachmentId: string) => ({
    pk: draftPartition(partOf(organizationId, draftParts)),
    sk: `${organizationId}#${attachmentId}`,
  }),
  saved: (organizationId: string, savedId: string) => ({ pk: `SAVED#${organizationId}`, sk: savedId }),
  readers: (messageId: string, organizationId: string) => `READERS#${messageId}#${organizationId}`,
  receipt: (messageId: string, organizationId: string, recipientId: string) => ({
    pk: keys.readers(messageId, organizationId),
    sk: recipientId,
  }),
  tally: (messageId: string, organizationId: string) => ({ pk: `TALLY#${messageId}#${organizationId}`, sk: "TALLY" }),
  nudge: (messageId: string, organizationId: string) => ({ pk: `TALLY#${messageId}#${organizationId}`, sk: "NUDGE" }),
};

export const draftPartition = (part: number) => `FILES#${part}`;

const partOf = (id: string, parts: number) => (createHash("sha256").update(id).digest()[0] ?? 0) % parts;

/** Where somebody stands in the roll of campus people who want to be told. */
export function rollKey(accountId: string): { pk: string; sk: string } {
  return { pk: `ROLL#${partOf(accountId, rollParts)}`, sk: accountId };
}

/** What a stream record of a receipt says in its key; undefined for any other item. */
export function receiptIn(pk: string): { messageId: string; organizationId: string } | undefined {
  const [kind, messageId, organizationId] = pk.split("#");
  return kind === "READERS" && messageId && organizationId ? { messageId, organizationId } : undefined;
}

export const StoredEntry = z.object({
  card: Card,
  address: Audience.pick({ categories: true, posts: true }).extend({ target: Target }).nullable(),
});

/** Inboxes look back three years; afterwards a message is to be found with its sender only. */
const entryKeptSeconds = 3 * 365 * 24 * 60 * 60;

/** Everything that stands in inboxes of a message: one item a target, and one for each person named. */
export function entryItems(message: StoredMessage): Record<string, unknown>[] {
  const { targets, categories, posts, personIds } = message.audience;
  const card = cardOf(message);
  const expiresAt = Math.floor(Date.parse(message.postedAt) / 1000) + entryKeptSeconds;
  const item = (mailbox: Mailbox, address: Entry["address"]) => ({
    pk: keys.mailbox(mailbox),
    sk: placeOf(card),
    card,
    address,
    expiresAt,
  });
  // Two targets at one organisation are one: with its subordinates is the wider.
  const wide = new Set(targets.filter(({ scope }) => scope === "subtree").map(({ organizationId }) => organizationId));
  const distinct = new Map(
    targets.map(({ organizationId, scope }) => [
      organizationId,
      { organizationId, scope: wide.has(organizationId) ? ("subtree" as const) : scope },
    ]),
  );
  return [
    ...[...distinct.values()].map((target) =>
      item({ of: "node", organizationId: target.organizationId }, { target, categories, posts }),
    ),
    ...[...new Set(personIds)].map((recipientId) => item({ of: "person", recipientId }, null)),
  ];
}
