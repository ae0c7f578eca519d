import * as z from "zod";
import { defineEvent } from "../shared/event.ts";
import { transferSides, transferStates } from "./transfer-states.ts";

const context = "transfer";

const standing = {
  version: z.int().positive(),
  personId: z.string(),
  fromOrganizationId: z.string(),
  toOrganizationId: z.string(),
};

export const TransferRequested = defineEvent({
  name: "TransferRequested",
  context,
  summary: { zh: "已申请组织关系转接", en: "The transfer of a membership relation was asked for" },
  data: z.object({ ...standing, requestedBy: z.enum(transferSides) }),
});

export const TransferReleased = defineEvent({
  name: "TransferReleased",
  context,
  summary: { zh: "转出支部已同意转出", en: "The branch that the person leaves agreed" },
  data: z.object(standing),
});

export const TransferReceived = defineEvent({
  name: "TransferReceived",
  context,
  summary: { zh: "转入支部已接收", en: "The person belongs to the receiving branch now" },
  data: z.object(standing),
});

export const TransferRefused = defineEvent({
  name: "TransferRefused",
  context,
  summary: { zh: "组织关系转接被退回", en: "A branch refused a transfer; the reason stands with the transfer" },
  data: z.object({ ...standing, formerState: z.enum(transferStates) }),
});

export const TransferWithdrawn = defineEvent({
  name: "TransferWithdrawn",
  context,
  summary: { zh: "组织关系转接已撤回", en: "A transfer was taken back" },
  data: z.object({
    ...standing,
    /** "overtaken": the person left the old branch in another way, and a new transfer took this one's place. */
    cause: z.enum(["withdrawn", "overtaken"]),
  }),
});
