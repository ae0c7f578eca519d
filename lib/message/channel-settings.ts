import * as z from "zod";
import { type Channel, channelNames } from "./delivery.ts";

/** Which channels the university has set up, as the operator gives them; what is absent is not used. */
export const ChannelSettings = z.strictObject({
  /** Of the application, for the links in messages. */
  origin: z.url().default("https://localhost"),
  /** smtp:// or smtps:// with user and password; Amazon SES speaks SMTP too. */
  email: z.strictObject({ url: z.string(), from: z.string() }).optional(),
  /** A template that the provider has approved, with two variables: who sends, and the title. */
  sms: z
    .strictObject({
      provider: z.enum(["alibaba", "tencent"]),
      endpoint: z.url(),
      keyId: z.string(),
      secret: z.string(),
      signName: z.string(),
      template: z.string(),
      /** Tencent Cloud only. */
      appId: z.string().default(""),
      region: z.string().default("ap-guangzhou"),
    })
    .optional(),
  wecom: z.strictObject({ endpoint: z.url(), corpId: z.string(), secret: z.string(), agentId: z.int() }).optional(),
});
export type ChannelSettings = z.infer<typeof ChannelSettings>;

export function readChannelSettings(json: string): ChannelSettings {
  return ChannelSettings.parse(JSON.parse(json));
}

export function configuredChannels(json: string): Channel[] {
  const settings = readChannelSettings(json);
  return channelNames.filter((channel) => settings[channel] !== undefined);
}
