import * as z from "zod";
import type { ProviderReport } from "./provider-report.ts";

/** What SNS posts to a subscriber, see "HTTP/HTTPS notification JSON format". */
const Envelope = z.discriminatedUnion("Type", [
  z.object({ Type: z.literal("SubscriptionConfirmation"), SubscribeURL: z.url() }),
  z.object({ Type: z.literal("UnsubscribeConfirmation") }),
  z.object({ Type: z.literal("Notification"), Message: z.string() }),
]);

const Recipients = z.array(z.object({ emailAddress: z.string() }));
/** Of identities the kind is called `notificationType`, of configuration sets `eventType`. */
const Notification = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.object({ messageId: z.string() }),
  bounce: z.object({ bounceType: z.string(), bouncedRecipients: Recipients }).optional(),
  complaint: z.object({ complainedRecipients: Recipients }).optional(),
});

export interface SesReports {
  readonly reports: readonly ProviderReport[];
  /** To be called once, so that SNS begins to report. */
  readonly confirmAt: string | undefined;
}

/**
 * Bounces, complaints and deliveries of Amazon SES, by way of a topic. Whoever complains has got the mail, and gets no more,
 * as SES wants it.
 */
export function readSesReports(json: unknown): SesReports {
  const envelope = Envelope.parse(json);
  if (envelope.Type === "SubscriptionConfirmation")
    return { reports: [], confirmAt: confirmable(envelope.SubscribeURL) };
  if (envelope.Type !== "Notification") return { reports: [], confirmAt: undefined };
  const told = Notification.parse(JSON.parse(envelope.Message));
  const of = { providerId: told.mail.messageId };
  const addresses = (recipients: z.infer<typeof Recipients>) => recipients.map(({ emailAddress }) => emailAddress);
  const report = ((): ProviderReport | undefined => {
    switch (told.eventType ?? told.notificationType) {
      case "Delivery":
        return { of, outcome: "delivered", bounced: [] };
      case "Bounce":
        return told.bounce?.bounceType === "Permanent"
          ? { of, outcome: "bounced", bounced: addresses(told.bounce.bouncedRecipients) }
          : { of, outcome: "undelivered", bounced: [] };
      case "Complaint":
        return { of, outcome: "delivered", bounced: addresses(told.complaint?.complainedRecipients ?? []) };
      default:
        return undefined;
    }
  })();
  return { reports: report === undefined ? [] : [report], confirmAt: undefined };
}

/** Nobody makes this system call an address of their own. */
function confirmable(address: string): string | undefined {
  const { protocol, hostname } = new URL(address);
  const isSns = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(hostname);
  return protocol === "https:" && isSns ? address : undefined;
}
