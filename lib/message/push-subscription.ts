import { createHash } from "node:crypto";
import * as z from "zod";

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** As a browser gives it out (W3C Push API): where its push service takes messages for it, and the keys to encrypt them with. */
export const PushSubscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(600),
  keys: z.object({
    p256dh: Base64Url.length(87).meta({ description: "P-256 公钥 · Public key of the browser" }),
    auth: Base64Url.length(22).meta({ description: "认证密钥 · Authentication secret" }),
  }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** A subscription of somebody, with the words by which they tell their devices apart. */
export const KeptSubscription = PushSubscription.extend({
  device: z.string().trim().min(1).max(60).meta({ description: "设备名称 · What the device is called" }),
  addedAt: z.iso.datetime(),
});
export type KeptSubscription = z.infer<typeof KeptSubscription>;

/** Devices of a person; one more replaces the oldest. */
export const maximumDevices = 5;

/** Names a subscription without giving its address away, by which anybody could send to it. */
export function deviceIdOf({ endpoint }: Pick<PushSubscription, "endpoint">): string {
  return createHash("sha256").update(endpoint).digest("hex").slice(0, 20);
}
