import * as z from "zod";
import type { Access } from "../shared/access.ts";
import { defineRoute } from "../shared/route.ts";
import { changeErrors } from "../shared/route-parts.ts";
import { channelNames } from "./delivery.ts";

const context = "delivery-letters";
const access: Access = { kind: "capability", capability: "message.operate", at: "root" };

/** Neither who it is nor what it says: whoever operates the system needs neither. */
const Letter = z.object({
  letterId: z.string(),
  /** Null: nobody can read it. */
  channel: z.enum(channelNames).nullable(),
  messageId: z.string().nullable(),
  recipients: z.int().min(0),
  setAsideAt: z.iso.datetime(),
});

export const listDeadLetters = defineRoute({
  id: "listDeadLetters",
  key: "GET /api/message-dead-letters",
  context,
  summary: { zh: "查看多次推送失败的消息批次", en: "List what several tries could not deliver" },
  access,
  response: z.object({ about: z.int().min(0), items: z.array(Letter) }),
  errors: ["unauthenticated", "forbidden"],
});

export const redriveDeadLetters = defineRoute({
  id: "redriveDeadLetters",
  key: "POST /api/message-dead-letters/redrive",
  context,
  summary: { zh: "重新推送失败的批次，已送达的人不会再收到", en: "Try them again; nobody gets anything twice" },
  access,
  body: z.object({}),
  response: z.object({ sent: z.int().min(0), unreadable: z.int().min(0) }),
  errors: changeErrors.filter((code) => !["not_found", "refused", "conflict"].includes(code)),
});
