import * as z from "zod";
import { defineRoute } from "../shared/route.ts";
import { changeErrors, readErrors } from "../shared/route-parts.ts";
import { channelNames, finalReasons } from "./delivery.ts";
import { Count, context, everybody, MessageAt, ownChangeErrors, send } from "./message-route-parts.ts";
import { KeptPreferences, Preferences } from "./preferences.ts";

const Progress = z.object({
  state: z
    .enum(["waiting", "running", "paused", "done", "recalled"])
    .meta({ description: "waiting：尚未开始 · waiting: not begun yet" }),
  organizations: z.object({ done: Count, all: Count }),
  recipients: Count.meta({ description: "已展开的人数 · People expanded so far" }),
  channels: z.array(
    z.object({
      channel: z.enum(channelNames),
      sent: Count.meta({ description: "渠道已接收，含已确认送达 · Taken by the provider, with those that arrived" }),
      delivered: Count.meta({ description: "渠道确认送达 · That the provider reported as arrived" }),
      waiting: Count,
      digest: Count.meta({ description: "等待汇总邮件 · Waiting for the mail of the day" }),
      failed: z.record(z.enum(finalReasons), Count),
    }),
  ),
});

export const readDeliveryProgress = defineRoute({
  id: "readDeliveryProgress",
  key: "GET /api/organizations/{organizationId}/messages/{messageId}/delivery",
  context,
  summary: { zh: "查看消息推送进度", en: "Show how far a message got outside of the application" },
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
  response: KeptPreferences,
  errors: ["unauthenticated"],
});

export const savePreferences = defineRoute({
  id: "savePreferences",
  key: "PUT /api/my-message-preferences",
  context,
  summary: { zh: "设置我的消息接收偏好", en: "Say how I want to be told" },
  access: everybody,
  body: z.object(Preferences.shape),
  response: KeptPreferences,
  errors: ownChangeErrors,
});
