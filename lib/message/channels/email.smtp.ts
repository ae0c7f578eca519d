import { createTransport } from "nodemailer";
import type { EmailSettings } from "../channel-settings.ts";
import type { Gateway } from "./gateway.ts";
import { mailText, subjectOf } from "./template.ts";

/** Answers from 500 on are final for the address; those below 500 pass (RFC 5321, section 4.2.1). */
const firstFinalReply = 500;

export function smtpGateway({ url, from }: EmailSettings, origin: string): Gateway {
  const transport = createTransport({ url, connectionTimeout: 5_000, socketTimeout: 10_000 });
  return {
    whenUncertain: "again",
    sendTo: ({ email }, { message, deliveryId }) => (email ? send(email, message, deliveryId) : null),
  };

  async function send(to: string, message: Parameters<typeof subjectOf>[0], deliveryId: string) {
    try {
      // The same id for every try: mail servers and clients show a repeat once.
      const messageId = `<${deliveryId}@dangjian>`;
      await transport.sendMail({ from, to, messageId, subject: subjectOf(message), text: mailText(origin, message) });
      return { state: "sent" as const };
    } catch (error) {
      const { responseCode = 0 } = error as { responseCode?: number };
      if (responseCode >= firstFinalReply) return { state: "failed" as const, reason: "rejected" as const };
      const isThrottled = responseCode === 421 || responseCode === 450;
      return { state: "retry" as const, reason: isThrottled ? ("throttled" as const) : ("unavailable" as const) };
    }
  }
}
