import * as z from "zod";
import type { Access } from "../shared/access.ts";
import type { ErrorCode } from "../shared/errors.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { Audience } from "./audience.ts";
import { channelNames } from "./delivery.ts";
import { messageKindNames } from "./kinds.ts";
import { Card, Correction, Message, MessageDraft, MessageId } from "./message.ts";
import { Preferences } from "./preferences.ts";
import { SavedAudience } from "./saved-audience.ts";

const context = "message";

const OrganizationId = z
  .string()
  .min(2)
  .max(41)
  .meta({ description: "党组织编号 · Id of the organisation", example: "cczu-petrochem-b01" });
const Organization = z.object({ organizationId: OrganizationId });
const OneMessage = z.object({ messageId: MessageId });
const MessageAt = z.object({ organizationId: OrganizationId, messageId: MessageId });
const Version = z.int().positive().meta({ description: "版本号，修改时带回 · Version, to be sent with a change" });
const Moment = z.iso.datetime().nullable();
const Count = z.int().min(0);
const Limit = z.coerce.number().int().min(1).max(50).default(20);

const send = at("message.send", "params", "organizationId");
const everybody: Access = { kind: "authenticated" };
/** Of what people decide for themselves: nobody is refused for the place, and nobody comes first. */
const ownChangeErrors: readonly ErrorCode[] = changeErrors.filter(
  (code) => !["forbidden", "not_found", "refused", "conflict"].includes(code),
);

export const postMessage = defineRoute({
  id: "postMessage",
  key: "POST /api/organizations/{organizationId}/messages",
  context,
  summary: { zh: "发送消息", en: "Send a message to a part of the tree" },
  access: send,
  params: Organization,
  body: MessageDraft,
  response: Message,
  status: 201,
  errors: changeErrors,
});

export const previewAudience = defineRoute({
  id: "previewAudience",
  key: "POST /api/organizations/{organizationId}/audience-preview",
  context,
  summary: { zh: "发送前查看会发给多少人、哪些人", en: "Show before sending how many people it reaches, and who" },
  access: send,
  params: Organization,
  body: z.object({ audience: Audience }),
  response: z.object({
    people: Count,
    isExact: z.boolean().meta({ description: "否则为至多 · Otherwise at most so many" }),
    hasUncounted: z.boolean().meta({ description: "含无法统计人数的其他师生 · Campus people stand in no list" }),
    byTarget: z.array(z.object({ organizationId: z.string(), name: z.string(), people: Count })),
    sample: z.array(z.object({ name: z.string(), organizationId: z.string() })),
    week: z
      .object({ messages: Count, budget: Count, isOver: z.boolean() })
      .meta({ description: "这些人近七天已收到的消息数 · What these people got in the last seven days" }),
  }),
  errors: [...changeErrors],
});

export const listSentMessages = defineRoute({
  id: "listSentMessages",
  key: "GET /api/organizations/{organizationId}/messages",
  context,
  summary: { zh: "列出本组织发出的消息", en: "List what an organisation sent, the latest first" },
  access: send,
  params: Organization,
  query: z.object({ limit: Limit, cursor: Cursor.optional() }),
  response: pageOf(Message),
  errors: [...readErrors, "malformed_request"],
});

export const recallMessage = defineRoute({
  id: "recallMessage",
  key: "POST /api/organizations/{organizationId}/messages/{messageId}/recall",
  context,
  summary: { zh: "撤回消息，保留撤回记录", en: "Take a message back; that there was one stays to be seen" },
  access: send,
  params: MessageAt,
  body: z.object({ reason: Correction.shape.reason, version: Version }),
  response: Message,
  errors: changeErrors,
});

export const correctMessage = defineRoute({
  id: "correctMessage",
  key: "POST /api/organizations/{organizationId}/messages/{messageId}/correct",
  context,
  summary: { zh: "更正消息，保留原文", en: "Correct the text of a message; the former one stays to be read" },
  access: send,
  params: MessageAt,
  body: z.object({ correction: Correction, version: Version }),
  response: Message,
  errors: changeErrors,
});

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

const ReceiptLine = z.object({
  organizationId: z.string(),
  name: z.string(),
  expected: Count.nullable().meta({ description: "应收人数，无法统计为空 · Meant for so many; null: not counted" }),
  read: Count,
  confirmed: Count,
});

export const getReceipts = defineRoute({
  id: "getReceipts",
  key: "GET /api/organizations/{organizationId}/message-receipts/{messageId}",
  context,
  summary: {
    zh: "查看一个党组织及其直接下级的已读、确认人数",
    en: "Count receipts at an organisation and those directly below",
  },
  access: send,
  params: MessageAt,
  response: z.object({
    title: z.string(),
    needsConfirmation: z.boolean(),
    isRecalled: z.boolean(),
    total: ReceiptLine,
    below: z.array(ReceiptLine),
    mayName: z.boolean().meta({ description: "可查看本级名单 · Whether the caller may see names here" }),
  }),
  errors: readErrors,
});

export const listReceipts = defineRoute({
  id: "listReceipts",
  key: "GET /api/organizations/{organizationId}/message-receipts/{messageId}/people",
  context,
  summary: {
    zh: "列出本级已读和未读的人（仅本级负责人）",
    en: "List who has read it, for the head of this very organisation",
  },
  access: send,
  params: MessageAt,
  response: z.object({
    items: z.array(z.object({ recipientId: z.string(), name: z.string(), readAt: Moment, confirmedAt: Moment })),
  }),
  errors: readErrors,
});

export const nudge = defineRoute({
  id: "nudge",
  key: "POST /api/organizations/{organizationId}/message-receipts/{messageId}/nudge",
  context,
  summary: { zh: "一键提醒本级还没有读或确认的人", en: "Remind those of this organisation who have not answered yet" },
  access: send,
  params: MessageAt,
  body: z.object({}),
  response: z.object({ reminded: Count }),
  errors: changeErrors,
});

export const listSavedAudiences = defineRoute({
  id: "listSavedAudiences",
  key: "GET /api/organizations/{organizationId}/saved-audiences",
  context,
  summary: { zh: "列出常用发送范围", en: "List the audiences that an organisation saved" },
  access: send,
  params: Organization,
  response: z.object({ items: z.array(SavedAudience) }),
  errors: readErrors,
});

export const saveAudience = defineRoute({
  id: "saveAudience",
  key: "POST /api/organizations/{organizationId}/saved-audiences",
  context,
  summary: { zh: "保存常用发送范围，同名的被替换", en: "Save an audience under a name; one of that name is replaced" },
  access: send,
  params: Organization,
  body: SavedAudience.omit({ savedId: true }),
  response: SavedAudience,
  status: 201,
  errors: changeErrors,
});

export const deleteSavedAudience = defineRoute({
  id: "deleteSavedAudience",
  key: "DELETE /api/organizations/{organizationId}/saved-audiences/{savedId}",
  context,
  summary: { zh: "删除常用发送范围", en: "Delete a saved audience" },
  access: send,
  params: Organization.extend({ savedId: z.string().min(1).max(40) }),
  response: z.object({ savedId: z.string() }),
  errors: readErrors,
});

const Progress = z.object({
  state: z
    .enum(["waiting", "running", "paused", "done", "recalled"])
    .meta({ description: "waiting：尚未开始 · waiting: not begun yet" }),
  organizations: z.object({ done: Count, all: Count }),
  recipients: Count.meta({ description: "已展开的人数 · People expanded so far" }),
  channels: z.array(
    z.object({
      channel: z.enum(channelNames),
      sent: Count,
      waiting: Count,
      failed: z.object({ no_address: Count, declined: Count, rejected: Count, recalled: Count, uncertain: Count }),
    }),
  ),
});

export const readDeliveryProgress = defineRoute({
  id: "readDeliveryProgress",
  key: "GET /api/organizations/{organizationId}/messages/{messageId}/delivery",
  context,
  summary: { zh: "查看消息推送进度", en: "Show how far a message got by e-mail, SMS and WeCom" },
  access: send,
  params: MessageAt,
  response: Progress,
  errors: readErrors,
});

export const pauseDelivery = defineRoute({
  id: "pauseDelivery",
  key: "POST /api/organizations/{organizationId}/messages/{messageId}/delivery/pause",
  context,
  summary: { zh: "暂停推送", en: "Pause the delivery of a message" },
  access: send,
  params: MessageAt,
  body: z.object({}),
  response: Progress,
  errors: changeErrors,
});

export const resumeDelivery = defineRoute({
  id: "resumeDelivery",
  key: "POST /api/organizations/{organizationId}/messages/{messageId}/delivery/resume",
  context,
  summary: { zh: "继续推送", en: "Go on with the delivery of a message" },
  access: send,
  params: MessageAt,
  body: z.object({}),
  response: Progress,
  errors: changeErrors,
});

export const readPreferences = defineRoute({
  id: "readPreferences",
  key: "GET /api/my-message-preferences",
  context,
  summary: { zh: "查看我的消息接收偏好", en: "Show how I want to be told" },
  access: everybody,
  response: Preferences,
  errors: ["unauthenticated"],
});

export const savePreferences = defineRoute({
  id: "savePreferences",
  key: "PUT /api/my-message-preferences",
  context,
  summary: { zh: "设置我的消息接收偏好", en: "Say how I want to be told" },
  access: everybody,
  body: z.object(Preferences.shape),
  response: Preferences,
  errors: ownChangeErrors,
});
