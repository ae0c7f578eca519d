import { createTransport } from "nodemailer";
import type { ChannelSettings } from "../channel-settings.ts";
import type { Gateway } from "./gateway.ts";
import { excerptOf, linkTo, subjectOf } from "./template.ts";

/** Answers from 500 on are final for the address; those below 500 pass (RFC 5321, section 4.2.1). */
const firstFinalReply = 500;

export function emailGateway({ url, from }: NonNullable<ChannelSettings["email"]>, origin: string): Gateway {
  const transport = createTransport({ url, connectionTimeout: 5_000, socketTimeout: 10_000 });
  return {
    addressOf: ({ email }) => email,
    async send({ to, message, deliveryId }) {
      try {
        await transport.sendMail({
          from,
          to,
          // The same for every try: mail servers and clients show a repeat once.
          messageId: `<${deliveryId}@dangjian>`,
          subject: subjectOf(message),
          text: `${message.body}\n\n${excerptOf({ ...message, body: "" })}\n${linkTo(origin, message)}`.trim(),
        });
        return { state: "sent" };
      } catch (error) {
        const { responseCode = 0 } = error as { responseCode?: number };
        if (responseCode >= firstFinalReply) return { state: "failed", reason: "rejected" };
        return { state: "retry", reason: responseCode === 421 || responseCode === 450 ? "throttled" : "unavailable" };
      }
    },
  };
}
