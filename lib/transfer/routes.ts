import * as z from "zod";
import type { Access } from "../shared/access.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { PersonId, Transfer, TransferId, TransferView } from "./transfer.ts";
import { mostPeopleAtOnce } from "./transfer-states.ts";

const context = "transfer";
const Target = z.object({ personId: PersonId, transferId: TransferId });
const BranchId = z
  .string()
  .min(2)
  .max(41)
  .meta({ description: "党支部编号 · Id of the branch", example: "cczu-petrochem-b01" });
const Note = z.string().trim().min(1).max(300);
const version = { version: Transfer.shape.version };

/** Holding the capability anywhere opens the door; on which side of the transfer the caller stands is seen with the transfer. */
const managesSomewhere = anywhere("person.manage");
const authenticated: Access = { kind: "authenticated" };

const Page = { limit: z.coerce.number().int().min(1).max(50).default(30), cursor: Cursor.optional() };

export const requestTransfers = defineRoute({
  id: "requestTransfers",
  key: "POST /api/transfers",
  context,
  summary: {
    zh: "转出支部为一名或多名人员办理转出，同时视为同意转出",
    en: "Send people to another branch; who manages their branch releases them with it",
  },
  access: managesSomewhere,
  body: z.object({
    personIds: z.array(PersonId).min(1).max(mostPeopleAtOnce),
    toOrganizationId: BranchId,
    note: Note.optional(),
  }),
  response: z.object({
    requested: z.array(Transfer),
    refused: z.array(
      z.object({
        personId: PersonId,
        reasonCode: z.string(),
        reason: z.object({ zh: z.string(), en: z.string() }),
      }),
    ),
  }),
  errors: changeErrors,
});

export const requestIncomingTransfer = defineRoute({
  id: "requestIncomingTransfer",
  key: "POST /api/transfers/incoming",
  context,
  summary: {
    zh: "转入支部凭学工号和姓名申请转入，等待转出支部同意",
    en: "Ask for a person by campus number and name; the branch of the person has to agree",
  },
  access: at("person.manage", "body", "toOrganizationId"),
  body: z.object({
    toOrganizationId: BranchId,
    campusId: z.string().trim().min(2).max(40),
    name: z.string().trim().min(1).max(60),
    note: Note.optional(),
  }),
  response: Transfer,
  status: 201,
  errors: changeErrors,
});

export const requestOwnTransfer = defineRoute({
  id: "requestOwnTransfer",
  key: "POST /api/me/transfers",
  context,
  summary: { zh: "本人申请转接组织关系", en: "Ask for the transfer of one's own membership relation" },
  access: authenticated,
  body: z.object({ toOrganizationId: BranchId, note: Note.optional() }),
  response: Transfer,
  status: 201,
  errors: changeErrors,
});

export const listTransfers = defineRoute({
  id: "listTransfers",
  key: "GET /api/transfers",
  context,
  summary: {
    zh: "列出一个党组织及其下级的转出或转入，未办结的旧的在前",
    en: "List transfers out of or into a subtree; open ones oldest first, closed ones newest first",
  },
  access: at("person.manage", "query", "organizationId"),
  query: z.object({
    organizationId: BranchId,
    direction: z.enum(["out", "in"]),
    status: z.enum(["open", "closed"]).default("open"),
    ...Page,
  }),
  response: pageOf(TransferView),
  errors: ["malformed_request", ...readErrors],
});

export const listTransfersOfPerson = defineRoute({
  id: "listTransfersOfPerson",
  key: "GET /api/people/{personId}/transfers",
  context,
  summary: { zh: "列出一名人员的转接，新的在前", en: "List the transfers of a person, newest first" },
  access: at("person.record", "params", "personId"),
  params: z.object({ personId: PersonId }),
  query: z.object(Page),
  response: pageOf(TransferView),
  errors: ["malformed_request", ...readErrors],
});

export const listOwnTransfers = defineRoute({
  id: "listOwnTransfers",
  key: "GET /api/me/transfers",
  context,
  summary: { zh: "列出本人的转接，新的在前", en: "List one's own transfers, newest first" },
  access: authenticated,
  query: z.object(Page),
  response: pageOf(TransferView),
  errors: ["malformed_request", "unauthenticated", "not_found", "validation_failed"],
});

export const releaseTransfer = defineRoute({
  id: "releaseTransfer",
  key: "POST /api/people/{personId}/transfers/{transferId}/release",
  context,
  summary: { zh: "转出支部同意转出", en: "The branch that the person leaves agrees" },
  access: managesSomewhere,
  params: Target,
  body: z.object(version),
  response: Transfer,
  errors: changeErrors,
});

export const receiveTransfer = defineRoute({
  id: "receiveTransfer",
  key: "POST /api/people/{personId}/transfers/{transferId}/receive",
  context,
  summary: {
    zh: "转入支部接收，组织关系随即转入",
    en: "The branch takes the person in, who belongs to it from then on",
  },
  access: managesSomewhere,
  params: Target,
  body: z.object(version),
  response: Transfer,
  errors: changeErrors,
});

export const refuseTransfer = defineRoute({
  id: "refuseTransfer",
  key: "POST /api/people/{personId}/transfers/{transferId}/refuse",
  context,
  summary: { zh: "退回转接，须说明原因", en: "Refuse a transfer, with the reason" },
  access: managesSomewhere,
  params: Target,
  body: z.object({ ...version, reason: Note }),
  response: Transfer,
  errors: changeErrors,
});

export const withdrawTransfer = defineRoute({
  id: "withdrawTransfer",
  key: "POST /api/people/{personId}/transfers/{transferId}/withdraw",
  context,
  summary: { zh: "撤回未办结的转接", en: "Take an open transfer back" },
  access: authenticated,
  params: Target,
  body: z.object(version),
  response: Transfer,
  errors: changeErrors,
});
