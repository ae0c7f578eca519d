import * as z from "zod";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { changeErrors } from "../shared/route-parts.ts";
import { Audience } from "./audience.ts";
import { messageKindNames } from "./kinds.ts";
import { Card, Message, MessageId } from "./message.ts";
import {
  Count,
  context,
  everybody,
  Limit,
  Moment,
  OneMessage,
  ownChangeErrors,
  Version,
} from "./message-route-parts.ts";

export const listMyMessages = defineRoute({
  id: "listMyMessages",
  key: "GET /api/my-messages",
  context,
  summary: { zh: "列出发给我的消息", en: "List the messages for me, as I belong to organisations now" },
  access: everybody,
  query: z.object({
    show: z.enum(["all", "unread", "to_confirm"]).default("all"),
    kind: z.enum(messageKindNames).optional(),
    q: z.string().trim().min(1).max(40).optional().meta({ description: "标题或发送单位 · Title or sender" }),
    limit: Limit,
    cursor: Cursor.optional(),
  }),
  response: pageOf(Card.extend({ isRead: z.boolean(), isConfirmed: z.boolean() })),
  errors: ["unauthenticated", "validation_failed", "malformed_request"],
});

export const countUnreadMessages = defineRoute({
  id: "countUnreadMessages",
  key: "GET /api/my-messages/unread",
  context,
  summary: { zh: "统计未读消息", en: "Count my unread messages" },
  access: everybody,
  response: z.object({
    count: Count,
    isMore: z.boolean(),
    urgent: z
      .object({ messageId: z.string(), title: z.string() })
      .nullable()
      .meta({ description: "最新的未读紧急通知 · The latest urgent one among them" }),
  }),
  errors: ["unauthenticated"],
});

export const markAllRead = defineRoute({
  id: "markAllRead",
  key: "POST /api/my-messages/read-all",
  context,
  summary: { zh: "全部标为已看（不作为已读回执）", en: "Mark all as seen; no receipt follows" },
  access: everybody,
  body: z.object({ upTo: MessageId }),
  response: z.object({ upTo: z.string() }),
  errors: ownChangeErrors,
});

/** Of one that was taken back, title and text are empty. */
const Content = Message.omit({ audience: true, expected: true }).extend({ title: z.string(), body: z.string() });

export const getMessage = defineRoute({
  id: "getMessage",
  key: "GET /api/messages/{messageId}",
  context,
  summary: { zh: "查看消息", en: "Show a message to those whom it reaches, and to its sender" },
  access: everybody,
  params: OneMessage,
  response: z.object({
    message: Content,
    isReached: z.boolean().meta({ description: "我在发送范围内 · Whether I am among those whom it reaches" }),
    readAt: Moment,
    confirmedAt: Moment,
    editions: z.array(z.object({ version: Version, title: z.string(), body: z.string() })),
    sent: z.object({ audience: Audience, expected: Count.nullable() }).nullable(),
  }),
  errors: ["unauthenticated", "not_found", "validation_failed"],
});

const Acknowledged = z.object({ readAt: Moment, confirmedAt: Moment });

export const readMessage = defineRoute({
  id: "readMessage",
  key: "POST /api/messages/{messageId}/read",
  context,
  summary: { zh: "记录已读", en: "Record that I have read a message" },
  access: everybody,
  params: OneMessage,
  body: z.object({}),
  response: Acknowledged,
  errors: changeErrors,
});

export const confirmMessage = defineRoute({
  id: "confirmMessage",
  key: "POST /api/messages/{messageId}/confirm",
  context,
  summary: { zh: "确认消息", en: "Confirm a message that asks for it" },
  access: everybody,
  params: OneMessage,
  body: z.object({}),
  response: Acknowledged,
  errors: changeErrors,
});
