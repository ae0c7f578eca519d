import * as z from "zod";
import type { Text } from "../shared/text.ts";

interface ChannelRules extends Text {
  /** What one delivery costs the university, for whoever decides. */
  readonly cost: "free" | "per_message";
  /** Whom one delivery reaches: a person, or everybody in the group of an organisation. */
  readonly reaches: "person" | "group";
  /** Deliveries at the same time by one sender; providers take a few connections gladly. */
  readonly sideBySide: number;
}

/** Ways to people outside of the application. The inbox is none of them: it is read, nothing is sent. */
export const channels = {
  email: { zh: "电子邮件", en: "E-mail", cost: "free", reaches: "person", sideBySide: 5 },
  sms: { zh: "短信", en: "SMS", cost: "per_message", reaches: "person", sideBySide: 5 },
  wecom: { zh: "企业微信", en: "WeCom", cost: "free", reaches: "person", sideBySide: 5 },
  group: { zh: "企业微信群", en: "WeCom group", cost: "free", reaches: "group", sideBySide: 2 },
  push: { zh: "浏览器通知", en: "Notifications", cost: "free", reaches: "person", sideBySide: 8 },
} as const satisfies Record<string, ChannelRules>;

export type Channel = keyof typeof channels;
export const channelNames = Object.keys(channels) as [Channel, ...Channel[]];

/** Recipients that travel in one message of a queue: one batch read of their addresses. */
export const recipientsAtOnce = 25;

/** What travels from the expansion to a sender: ids only, addresses are looked up where they are used. */
export const Batch = z.object({
  batchId: z.string(),
  messageId: z.string(),
  channel: z.enum(channelNames),
  recipientIds: z.array(z.string()).min(1).max(recipientsAtOnce),
  /** Those still to be tried, after a first attempt. */
  pending: z.array(z.string()).max(recipientsAtOnce).optional(),
  attempt: z.int().min(0).default(0),
  /** Ties it to the request that posted the message; a digest has none. */
  correlationId: z.string().optional(),
  /** Of what was put together for people until this day, instead of one message. */
  digestDay: z.iso.date().optional(),
});
export type Batch = z.infer<typeof Batch>;

/** Why somebody will not get it by a channel, however often that is tried. */
export const finalReasons = [
  "no_address",
  "declined",
  "bounced",
  "undelivered",
  "rejected",
  "recalled",
  "uncertain",
] as const;
export type FinalReason = (typeof finalReasons)[number];

export type Outcome =
  /** With the provider's own id of it, where only that comes back with the report of the delivery. */
  | { readonly state: "sent"; readonly providerId?: string }
  | { readonly state: "failed"; readonly reason: FinalReason }
  /** Worth another try: `throttled` by the provider, `unavailable` for a while. */
  | { readonly state: "retry"; readonly reason: "throttled" | "unavailable" };

/**
 * What a provider tells later of a delivery that it took: it did not arrive, it arrived, or the address will never work. Each
 * tells more than those before it, in whatever order they come: an automatic answer is reported as not arrived after the
 * mail has arrived, and a server that took it may send it back.
 */
export const reportedOutcomes = ["undelivered", "delivered", "bounced"] as const;
export type ReportedOutcome = (typeof reportedOutcomes)[number];
export const tellsMore = (outcome: ReportedOutcome, than: ReportedOutcome | undefined): boolean =>
  than === undefined || reportedOutcomes.indexOf(outcome) > reportedOutcomes.indexOf(than);

/** Whoever has no record is a recipient by the account, which is the campus number. */
const accountPrefix = "acc-";
export const recipientOfAccount = (accountId: string) => `${accountPrefix}${accountId}`;
export function accountOfRecipient(recipientId: string): string | undefined {
  return recipientId.startsWith(accountPrefix) ? recipientId.slice(accountPrefix.length) : undefined;
}

/** Stands for the group of an organisation among recipients. */
const groupPrefix = "grp-";
export const groupOf = (organizationId: string) => `${groupPrefix}${organizationId}`;
export function organizationOfGroup(recipientId: string): string | undefined {
  return recipientId.startsWith(groupPrefix) ? recipientId.slice(groupPrefix.length) : undefined;
}

/** Tries of one recipient before it goes to the dead letters. */
export const maximumAttempts = 5;

/** Seconds until the next try; a provider that throttles needs longer than one that was away. SQS delays 15 minutes at most. */
export function delayBefore(reason: "throttled" | "unavailable" | "night" | "taken", attempt: number): number {
  if (reason === "night") return 900;
  if (reason === "taken") return 60;
  const first = reason === "throttled" ? 30 : 5;
  return Math.min(900, first * 2 ** attempt);
}

/** A repeat of the same delivery has the same id, wherever it is made. */
export function deliveryIdOf(
  { messageId, channel }: Pick<Batch, "messageId" | "channel">,
  recipientId: string,
): string {
  return `${messageId}.${channel}.${recipientId}`;
}

/** The parts of a delivery's id; undefined for what is none. */
export function readDeliveryId(
  id: string,
): { readonly messageId: string; readonly channel: Channel; readonly recipientId: string } | undefined {
  const [, messageId, name, recipientId] = /^([^.]+)\.([a-z]+)\.(.+)$/.exec(id) ?? [];
  const channel = channelNames.find((one) => one === name);
  if (messageId === undefined || channel === undefined || recipientId === undefined) return undefined;
  return { messageId, channel, recipientId };
}
