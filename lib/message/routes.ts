import * as z from "zod";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { changeErrors, readErrors } from "../shared/route-parts.ts";
import { AttachmentId, maximumAttachments } from "./attachment.ts";
import { Audience } from "./audience.ts";
import { Correction, Message, MessageDraft } from "./message.ts";
import { Count, context, Limit, MessageAt, Organization, send, Version } from "./message-route-parts.ts";
import { SavedAudience } from "./saved-audience.ts";

export const postMessage = defineRoute({
  id: "postMessage",
  key: "POST /api/organizations/{organizationId}/messages",
  context,
  summary: { zh: "发送消息", en: "Send a message to a part of the tree" },
  access: send,
  params: Organization,
  body: MessageDraft.extend({
    attachmentIds: z
      .array(AttachmentId)
      .max(maximumAttachments)
      .default([])
      .meta({ description: "已上传的附件 · Files that were uploaded for it" }),
  }),
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
