import * as z from "zod";
import { defineEvent } from "../shared/event.ts";
import { channelNames } from "./delivery.ts";
import { messageKindNames } from "./kinds.ts";

const context = "message";

const state = { version: z.int().positive(), kind: z.enum(messageKindNames) };

export const MessagePosted = defineEvent({
  name: "MessagePosted",
  context,
  summary: { zh: "消息已发布", en: "A message was posted to a part of the tree" },
  data: z.object({ ...state, organizationIds: z.array(z.string()), expected: z.int().min(0).nullable() }),
});

export const MessageRecalled = defineEvent({
  name: "MessageRecalled",
  context,
  summary: { zh: "消息已撤回", en: "A message was taken back" },
  data: z.object(state),
});

export const MessageCorrected = defineEvent({
  name: "MessageCorrected",
  context,
  summary: { zh: "消息已更正", en: "The text of a message was corrected" },
  data: z.object(state),
});

/** Told once for each share of those whom a message was meant for. */
export const ReceiptMilestone = defineEvent({
  name: "ReceiptMilestone",
  context,
  summary: { zh: "消息的已读或确认达到一定比例", en: "So many of those whom a message was meant for have read it" },
  data: z.object({ state: z.enum(["read", "confirmed"]), percent: z.int().min(1).max(100) }),
  isDerived: true,
});

/** Why deliveries failed: all tries used up, refused at once, or reported later as not arrived or never to arrive. */
const failures = ["unreachable", "rejected", "undelivered", "bounced"] as const;

/** Of a batch of at most 25 people, or of what a provider reports of one; who they are stands with the deliveries. */
export const DeliveryFailed = defineEvent({
  name: "DeliveryFailed",
  context,
  summary: {
    zh: "消息未能推送给部分人",
    en: "Some people could not be reached by a channel",
  },
  data: z.object({
    channel: z.enum(channelNames),
    recipients: z.int().positive(),
    reason: z.enum(failures).default("unreachable"),
  }),
  isDerived: true,
});

/** The key of a group's robot is none of the bus's business. */
export const ChannelPolicyChanged = defineEvent({
  name: "ChannelPolicyChanged",
  context,
  summary: { zh: "消息渠道规定已变更", en: "An organisation decided by which channels its messages go out" },
  data: z.object({ version: z.int().positive(), hasRobot: z.boolean() }),
});

const position = z.object({ position: z.int().min(0) });

export const MessageDeliveryPaused = defineEvent({
  name: "MessageDeliveryPaused",
  context,
  summary: { zh: "消息推送已暂停", en: "The delivery of a message was paused" },
  data: position,
});

export const MessageDeliveryResumed = defineEvent({
  name: "MessageDeliveryResumed",
  context,
  summary: { zh: "消息推送已继续", en: "The delivery of a message goes on" },
  data: position,
});
