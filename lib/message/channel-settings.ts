import * as z from "zod";
import { type Channel, channelNames } from "./delivery.ts";

const Endpoint = z.url();
const account = { endpoint: Endpoint, keyId: z.string(), secret: z.string(), region: z.string() };

const SmtpSettings = z.strictObject({ url: z.string(), from: z.string() });
export type EmailSettings = z.infer<typeof SmtpSettings>;

const SesSettings = z.strictObject({ ...account, from: z.string() });
export type SesSettings = z.infer<typeof SesSettings>;

const SmsSettings = z.strictObject({
  ...account,
  provider: z.enum(["alibaba", "tencent", "sns"]),
  /** Stands in brackets before the text. */
  signName: z.string(),
  /** A template that the provider has approved, with two variables: who sends, and the title. SNS knows none. */
  template: z.string().default(""),
  /** Tencent Cloud only. */
  appId: z.string().default(""),
  region: z.string().default("ap-guangzhou"),
});
export type SmsSettings = z.infer<typeof SmsSettings>;

/** Push services of the browsers that are sold; whoever else an address names is not called. */
const pushServices = [
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
  ".push.apple.com",
  ".notify.windows.com",
];

/** Which channels the university has set up, as the operator gives them; what is absent is not used. */
export const ChannelSettings = z.strictObject({
  /** Of the application, for the links in messages. */
  origin: z.url().default("https://localhost"),
  /** smtp:// or smtps:// with user and password, or Amazon SES by its API. */
  email: z.union([SmtpSettings, SesSettings]).optional(),
  sms: SmsSettings.optional(),
  wecom: z.strictObject({ endpoint: Endpoint, corpId: z.string(), secret: z.string(), agentId: z.int() }).optional(),
  /** Robots of WeCom groups; each organisation gives the key of its own. */
  group: z.strictObject({ endpoint: Endpoint }).optional(),
  /** Keys of the application for push services (VAPID); the subject is an address at which they reach the operator. */
  push: z
    .strictObject({
      publicKey: z.string(),
      privateKey: z.string(),
      subject: z.string(),
      services: z.array(z.string()).default(pushServices),
    })
    .optional(),
});
export type ChannelSettings = z.infer<typeof ChannelSettings>;

/** From what stands in the parameter store; as long as nothing does, no channel is set up. */
export function readChannelSettings(json: string): ChannelSettings {
  return ChannelSettings.parse(JSON.parse(json || "{}"));
}

export function configuredChannels(json: string): Channel[] {
  const settings = readChannelSettings(json);
  return channelNames.filter((channel) => settings[channel] !== undefined);
}
