import * as z from "zod";
import { type Channel, channelNames } from "./delivery.ts";

/** Hours of China in which nobody is disturbed but by urgent messages. */
export const defaultQuietHours = { from: 22, to: 7 } as const;

const Hour = z.int().min(0).max(23);

export const Preferences = z
  .object({
    declined: z.array(z.enum(channelNames)).max(channelNames.length).default([]).meta({
      description: "不接收的渠道（紧急通知除外）· Channels that are not wanted, except for urgent messages",
    }),
    email: z.email().max(120).nullable().default(null).meta({ description: "接收邮箱 · Address for e-mail" }),
    quietHours: z.object({ from: Hour, to: Hour }).default(defaultQuietHours).meta({
      description: "免打扰时段（紧急通知除外）· Hours without messages, except urgent ones",
    }),
    isDigest: z.boolean().default(false).meta({
      description: "每天一封汇总邮件，代替逐条邮件（紧急通知除外）· One mail a day instead of many, except urgent ones",
    }),
    wantsGreetings: z.boolean().default(true).meta({
      description: "接收政治生日祝福 · Whether to be greeted on the day of the own admission",
    }),
  })
  .meta({ id: "MessagePreferences", description: "消息接收偏好 · How somebody wants to be told" });
export type Preferences = z.infer<typeof Preferences>;

/** With what the delivery found out. */
export const KeptPreferences = Preferences.extend({
  bouncedEmail: z.string().nullable().default(null).meta({ description: "被退回的邮箱 · Address that was refused" }),
  bouncedPhone: z
    .string()
    .nullable()
    .default(null)
    .meta({ description: "收不到短信的手机号 · Number that takes no messages" }),
}).meta({ id: "KeptMessagePreferences" });
export type KeptPreferences = z.infer<typeof KeptPreferences>;
export const defaultKept = (): KeptPreferences => KeptPreferences.parse({});

/** Where an address may turn out to be none; push services say so of each device, WeCom knows its own people. */
export type BouncingChannel = "email" | "sms";

/** Whether the address is the one that bounced: another one, given since, is tried. */
export function hasBounced({ bouncedEmail, bouncedPhone }: KeptPreferences, address: string | null): boolean {
  return address !== null && (address === bouncedEmail || address === bouncedPhone);
}

export function isWanted({ declined }: Preferences, channel: Channel, isUrgent: boolean): boolean {
  return isUrgent || !declined.includes(channel);
}

export function isQuietAt({ quietHours: { from, to } }: Preferences, at: Date): boolean {
  const hour = (at.getUTCHours() + 8) % 24;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
