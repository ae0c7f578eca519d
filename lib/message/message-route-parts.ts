import * as z from "zod";
import type { Access } from "../shared/access.ts";
import type { ErrorCode } from "../shared/errors.ts";
import { at, changeErrors } from "../shared/route-parts.ts";
import { MessageId } from "./message.ts";

/** What the routes of messages have in common. */
export const context = "message";

const OrganizationId = z
  .string()
  .min(2)
  .max(41)
  .meta({ description: "党组织编号 · Id of the organisation", example: "cczu-petrochem-b01" });
export const Organization = z.object({ organizationId: OrganizationId });
export const OneMessage = z.object({ messageId: MessageId });
export const MessageAt = z.object({ organizationId: OrganizationId, messageId: MessageId });
export const Version = z
  .int()
  .positive()
  .meta({ description: "版本号，修改时带回 · Version, to be sent with a change" });
export const Moment = z.iso.datetime().nullable();
export const Count = z.int().min(0);
export const Limit = z.coerce.number().int().min(1).max(50).default(20);

export const send = at("message.send", "params", "organizationId");
export const everybody: Access = { kind: "authenticated" };

/** Of what people decide for themselves: nobody is refused for the place, and nobody comes first. */
export const ownChangeErrors: readonly ErrorCode[] = changeErrors.filter(
  (code) => !["forbidden", "not_found", "refused", "conflict"].includes(code),
);
