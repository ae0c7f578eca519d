import * as z from "zod";
import { defineRoute } from "../shared/route.ts";
import { context } from "./message-route-parts.ts";

/** Providers cannot sign in: the address is the secret. Each answers what one of them takes for "understood". */
export const takeDeliveryReports = defineRoute({
  id: "takeDeliveryReports",
  key: "POST /api/delivery-reports/{provider}/{secret}",
  context,
  summary: {
    zh: "接收短信、邮件服务商的送达回执",
    en: "Take what providers of SMS and mail report later of their deliveries",
  },
  access: { kind: "public" },
  params: z.object({ provider: z.enum(["alibaba", "tencent", "ses"]), secret: z.string().min(16).max(128) }),
  body: z.object({ text: z.string() }),
  takesText: true,
  response: z.object({ code: z.literal(0), msg: z.string(), result: z.literal(0), errmsg: z.string() }),
  errors: ["not_found", "validation_failed", "malformed_request", "payload_too_large", "idempotency_key_reused"],
  maximumBodyBytes: 256 * 1024,
});
