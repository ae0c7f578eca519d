import * as z from "zod";
import { MessageAttachment, maximumAttachments } from "./attachment.ts";
import { Audience } from "./audience.ts";
import { channelNames } from "./delivery.ts";
import { messageKindNames } from "./kinds.ts";

/** Begins with the time, so that ids sort by age. */
export const MessageId = z
  .string()
  .regex(/^[0-9a-z]{9}-[0-9a-z]{20}$/)
  .meta({ description: "消息编号 · Message id" });

export function messageIdFrom(at: Date, suffix: string): string {
  return `${timePrefix(at)}-${suffix}`;
}

/** Sorts before every id of that moment and later. */
export function timePrefix(at: Date): string {
  return at.getTime().toString(36).padStart(9, "0");
}

const Moment = z.iso.datetime();
const Day = z.iso.date();

export const Link = z
  .object({
    name: z.string().trim().min(1).max(80),
    url: z.url({ protocol: /^https$/ }).max(500),
  })
  .meta({ description: "附件或材料的链接 · A document, by its address" });

const Title = z.string().trim().min(2).max(80).meta({ description: "标题 · Title" });
const Body = z.string().trim().max(5_000).meta({ description: "正文 · Text" });

export const MessageDraft = z.object({
  kind: z.enum(messageKindNames),
  title: Title,
  body: Body.default(""),
  links: z.array(Link).max(5).default([]),
  dueOn: Day.nullable().default(null).meta({ description: "完成期限 · Day by which it is to be done" }),
  needsConfirmation: z.boolean().default(false).meta({ description: "需要确认 · Asks to be confirmed" }),
  isPinned: z.boolean().default(false).meta({ description: "置顶，直到过期 · On top until it expires" }),
  expiresOn: Day.nullable().default(null).meta({ description: "最后显示的日子 · Last day on which it is shown" }),
  isQuiet: z
    .boolean()
    .default(false)
    .meta({ description: "不推送，只进收件箱 · Not pushed by other channels; the inbox only" }),
  audience: Audience,
});
export type MessageDraft = z.infer<typeof MessageDraft>;

/** What a correction may change. Whom it reaches stays: that would be another message. */
export const Correction = z.object({ title: Title, body: Body, reason: z.string().trim().min(2).max(200) });

const Trace = z.object({ at: Moment, reason: z.string() });

export const Message = MessageDraft.extend({
  messageId: MessageId,
  attachments: z.array(MessageAttachment).max(maximumAttachments).default([]),
  senderOrganizationId: z.string(),
  /** As the organisation was called when it was sent. */
  senderName: z.string(),
  postedAt: Moment,
  /** How many people it was meant for then; null: that could not be counted. */
  expected: z.int().min(0).nullable(),
  /** The message of which this one reminds. */
  remindsOf: MessageId.nullable(),
  recalled: Trace.nullable(),
  corrected: Trace.nullable(),
  version: z.int().positive(),
}).meta({ id: "Message", description: "消息 · A message to a part of the tree" });
export type Message = z.infer<typeof Message>;

/** As it is kept: with the account that sent it, which no reader is told, and the channels where it names some. */
export const StoredMessage = Message.extend({
  author: z.string(),
  channels: z.array(z.enum(channelNames)).optional(),
});
export type StoredMessage = z.infer<typeof StoredMessage>;

/** What an inbox lists: small, because many of them make a page. */
export const Card = Message.pick({
  messageId: true,
  kind: true,
  title: true,
  senderName: true,
  postedAt: true,
  dueOn: true,
  needsConfirmation: true,
  isPinned: true,
  expiresOn: true,
}).extend({ isRecalled: z.boolean(), isCorrected: z.boolean() });
export type Card = z.infer<typeof Card>;

export function cardOf(message: Message): Card {
  const { messageId, kind, title, senderName, postedAt, dueOn, needsConfirmation, isPinned, expiresOn } = message;
  const traces = { isRecalled: message.recalled !== null, isCorrected: message.corrected !== null };
  return { messageId, kind, title, senderName, postedAt, dueOn, needsConfirmation, isPinned, expiresOn, ...traces };
}

export function isExpired({ expiresOn }: Pick<Card, "expiresOn">, today: string): boolean {
  return expiresOn !== null && expiresOn < today;
}

/** Pinned ones come first, and both by age, the latest first: as the items of a partition sort. */
export function placeOf({ messageId, isPinned }: Pick<Card, "messageId" | "isPinned">): string {
  return `${isPinned ? "PIN" : "IN"}#${messageId}`;
}
