import * as z from "zod";
import { defineRoute } from "../shared/route.ts";
import { changeErrors, readErrors } from "../shared/route-parts.ts";
import { ChannelPolicy } from "./channel-policy.ts";
import { context, everybody, Organization, ownChangeErrors, send } from "./message-route-parts.ts";
import { KeptSubscription } from "./push-subscription.ts";

const Decision = z.object({
  own: ChannelPolicy.nullable().meta({ description: "本组织的规定，空表示随上级 · Null: as the superior decides" }),
  allowed: ChannelPolicy.meta({ description: "上级允许的渠道 · What the organisations above allow" }),
  effective: ChannelPolicy,
  hasRobot: z.boolean(),
  campusPeople: z
    .int()
    .nullable()
    .meta({ description: "名册以外的师生人数（仅学校填写）· Campus people in no list; at the top only" }),
  isTop: z.boolean(),
  version: z.int(),
});

export const readChannelPolicy = defineRoute({
  id: "readChannelPolicy",
  key: "GET /api/organizations/{organizationId}/message-channels",
  context,
  summary: { zh: "查看本组织消息使用的渠道", en: "Show by which channels the messages of an organisation go out" },
  access: send,
  params: Organization,
  response: Decision,
  errors: readErrors,
});

export const saveChannelPolicy = defineRoute({
  id: "saveChannelPolicy",
  key: "PUT /api/organizations/{organizationId}/message-channels",
  context,
  summary: { zh: "设置本组织消息使用的渠道", en: "Decide by which channels the messages of an organisation go out" },
  access: send,
  params: Organization,
  body: z.object({
    own: ChannelPolicy.nullable(),
    robotKey: z
      .string()
      .regex(/^[0-9a-f-]{36}$/)
      .nullable()
      .optional()
      .meta({ description: "群机器人 Webhook 的 key；不填不变，空为删除 · Left out: unchanged; null: removed" }),
    campusPeople: z.int().min(0).max(1_000_000).nullable().optional(),
    version: z.int().min(0),
  }),
  response: Decision,
  errors: changeErrors,
});

const Device = z.object({ deviceId: z.string().regex(/^[0-9a-f]{20}$/) });
const Devices = z.object({
  publicKey: z
    .string()
    .nullable()
    .meta({ description: "推送公钥，空表示学校没有开通 · Application server key; null: not set up" }),
  items: z.array(KeptSubscription.pick({ device: true, addedAt: true }).extend(Device.shape)),
});

export const listPushDevices = defineRoute({
  id: "listPushDevices",
  key: "GET /api/my-push-devices",
  context,
  summary: { zh: "我开启了通知的设备", en: "List the devices on which I get notifications" },
  access: everybody,
  response: Devices,
  errors: ["unauthenticated"],
});

export const addPushDevice = defineRoute({
  id: "addPushDevice",
  key: "POST /api/my-push-devices",
  context,
  summary: { zh: "在这台设备上开启通知", en: "Get notifications on this device" },
  access: everybody,
  body: KeptSubscription.omit({ addedAt: true }),
  response: Devices,
  status: 201,
  errors: ownChangeErrors,
});

export const removePushDevice = defineRoute({
  id: "removePushDevice",
  key: "DELETE /api/my-push-devices/{deviceId}",
  context,
  summary: { zh: "关闭一台设备上的通知", en: "Get no notifications on a device any more" },
  access: everybody,
  params: Device,
  response: Devices,
  errors: ["unauthenticated", "validation_failed"],
});
