import * as z from "zod";
import type { Text } from "../shared/text.ts";
import { type MessageKind, rulesOfKind } from "./kinds.ts";

interface ChannelRules extends Text {
  /** What one delivery costs the university, for whoever decides. */
  readonly cost: "free" | "per_message";
  /**
   * What follows when a sender was killed between sending and noting it: "again" where the receiver sees a repeat once
   * (the same Message-ID, the provider's own check), "leave" where each one costs and disturbs.
   */
  readonly whenUncertain: "again" | "leave";
}

/** Ways to people outside of the application. The inbox is none of them: it is read, nothing is sent. */
export const channels = {
  email: { zh: "电子邮件", en: "E-mail", cost: "free", whenUncertain: "again" },
  sms: { zh: "短信", en: "SMS", cost: "per_message", whenUncertain: "leave" },
  wecom: { zh: "企业微信", en: "WeCom", cost: "free", whenUncertain: "again" },
} as const satisfies Record<string, ChannelRules>;

export type Channel = keyof typeof channels;
export const channelNames = Object.keys(channels) as [Channel, ...Channel[]];

/** By which channels a message goes out: urgent ones by all, others where a delivery costs nothing. */
export function channelsFor(kind: MessageKind, isQuiet: boolean): Channel[] {
  if (isQuiet) return [];
  return rulesOfKind(kind).isUrgent ? [...channelNames] : channelNames.filter((name) => channels[name].cost === "free");
}

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
});
export type Batch = z.infer<typeof Batch>;

/** Why somebody will not get it by a channel, however often that is tried. */
export const finalReasons = ["no_address", "declined", "rejected", "recalled", "uncertain"] as const;
export type FinalReason = (typeof finalReasons)[number];

export type Outcome =
  | { readonly state: "sent" }
  | { readonly state: "failed"; readonly reason: FinalReason }
  /** Worth another try: `throttled` by the provider, `unavailable` for a while. */
  | { readonly state: "retry"; readonly reason: "throttled" | "unavailable" };

/** Tries of one recipient before it goes to the dead letters. */
export const maximumAttempts = 5;

/** Seconds until the next try; a provider that throttles needs longer than one that was away. SQS delays 15 minutes at most. */
export function delayBefore(reason: "throttled" | "unavailable" | "night", attempt: number): number {
  if (reason === "night") return 900;
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
