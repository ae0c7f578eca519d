import * as z from "zod";
import { PersonRegistered } from "../membership/events.ts";
import type { ErrorCode } from "../shared/errors.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at } from "../shared/route-parts.ts";
import { exportFormats, exportPurposeNames } from "./export-purposes.ts";
import { ExportFilter, ExportId, PeopleExport } from "./people-export.ts";

const context = "people-export";
const Target = z.object({ exportId: ExportId });
const Note = z.string().trim().min(1).max(300);
const Page = { limit: z.coerce.number().int().min(1).max(50).default(20), cursor: Cursor.optional() };

/** For whatever lets people's data out: how long ago the login may lie. */
const freshLoginSeconds = 10 * 60;

const readErrors: readonly ErrorCode[] = ["malformed_request", "unauthenticated", "forbidden", "validation_failed"];
const writeErrors: readonly ErrorCode[] = [
  ...readErrors,
  "not_found",
  "refused",
  "fresh_login_required",
  "payload_too_large",
  "unsupported_media_type",
  "idempotency_key_reused",
];

/** An export with the name of who asked, for whoever decides. */
const ShownExport = PeopleExport.and(z.object({ requesterName: z.string().nullable() }));

export const requestPeopleExport = defineRoute({
  id: "requestPeopleExport",
  key: "POST /api/people-exports",
  context,
  summary: {
    zh: "申请导出人员信息，超过50人须经另一人审批",
    en: "Ask for a file of people; more than fifty need a second person's consent",
  },
  access: at("person.export", "body", "organizationId"),
  freshLoginSeconds,
  body: z.object({
    organizationId: z.string().min(2).max(41),
    q: z.string().trim().min(1).max(40).optional(),
    stage: PersonRegistered.data.shape.stage.optional(),
    flag: ExportFilter.shape.flag.unwrap().optional(),
    purpose: z.enum(exportPurposeNames),
    format: z.enum(exportFormats),
    withIdNumbers: z.boolean(),
  }),
  response: PeopleExport,
  status: 202,
  errors: writeErrors,
});

export const listOwnPeopleExports = defineRoute({
  id: "listOwnPeopleExports",
  key: "GET /api/people-exports",
  context,
  summary: { zh: "列出本人申请的导出，新的在前", en: "List the files that one asked for, newest first" },
  access: anywhere("person.export"),
  query: z.object(Page),
  response: pageOf(PeopleExport),
  errors: readErrors,
});

export const listWaitingPeopleExports = defineRoute({
  id: "listWaitingPeopleExports",
  key: "GET /api/people-exports/waiting",
  context,
  summary: { zh: "列出等待您审批的导出，旧的在前", en: "List the files that wait for one's consent, oldest first" },
  access: anywhere("person.export.approve"),
  query: z.object(Page),
  response: pageOf(ShownExport),
  errors: readErrors,
});

export const decidePeopleExport = defineRoute({
  id: "decidePeopleExport",
  key: "POST /api/people-exports/{exportId}/decision",
  context,
  summary: { zh: "审批导出申请，不能审批自己的申请", en: "Approve or decline an export that somebody else asked for" },
  access: anywhere("person.export.approve"),
  freshLoginSeconds,
  params: Target,
  body: z.object({ decision: z.enum(["approved", "declined"]), note: Note.optional() }),
  response: PeopleExport,
  errors: writeErrors,
});

export const downloadPeopleExport = defineRoute({
  id: "downloadPeopleExport",
  key: "POST /api/people-exports/{exportId}/download",
  context,
  summary: { zh: "下载导出文件，每次下载均记入操作记录", en: "Fetch a part of the file; each time is recorded" },
  access: anywhere("person.export"),
  freshLoginSeconds,
  params: Target,
  body: z.object({ part: z.int().min(0).max(99) }),
  response: z.object({
    fileName: z.string(),
    contentType: z.string(),
    content: z.string().meta({ description: "Base64" }),
    parts: z.int().positive(),
  }),
  errors: writeErrors,
});
