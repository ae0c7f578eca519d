import * as z from "zod";
import { defineRoute } from "../shared/route.ts";
import { changeErrors, readErrors } from "../shared/route-parts.ts";
import { Count, context, MessageAt, Moment, send } from "./message-route-parts.ts";

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
