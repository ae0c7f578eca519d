import * as z from "zod";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, readErrors } from "../shared/route-parts.ts";
import { largestFileBytes } from "./limits.ts";
import { PreviewRow } from "./preview.ts";
import { ImportId, previewResults, RosterImport } from "./roster-import.ts";

const context = "roster-import";
const Target = z.object({ importId: ImportId });
const OrganizationId = z.string().min(1).max(64);

/** Holding the capability anywhere opens the door; whether it covers the import's organisation is seen with the import. */
const importAnywhere = anywhere("roster.import");

/** Base64 without line breaks. The pattern is one loop over single characters: it stays linear at 5 MB. */
const Base64 = z
  .string()
  .max(Math.ceil(largestFileBytes / 3) * 4)
  .refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text), {
    params: { zh: "不是有效的 Base64", en: "Not valid base64" },
  });

const FileName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !/[\p{Cc}/\\]/u.test(name), { params: { zh: "文件名不正确", en: "Not a file name" } });

export const createRosterImport = defineRoute({
  id: "createRosterImport",
  key: "POST /api/roster-imports",
  context,
  summary: { zh: "上传花名册，随后自动检查", en: "Upload a roster; it is checked at once" },
  access: at("roster.import", "body", "organizationId"),
  body: z.object({
    organizationId: OrganizationId.meta({ description: "导入范围：该党组织及其下级 · Its subtree is what may change" }),
    fileName: FileName,
    content: Base64.meta({ description: "文件内容（Base64，不超过 4 MB） · The file in base64, at most 4 MB" }),
    sheet: z.string().min(1).max(100).optional().meta({ description: "工作表名 · Worksheet to read" }),
    asOf: z.iso.date().optional().meta({ description: "数据截至，缺省为今天 · Day of the roster; today when absent" }),
  }),
  response: RosterImport,
  status: 201,
  errors: [
    "malformed_request",
    "unauthenticated",
    "forbidden",
    "not_found",
    "validation_failed",
    "payload_too_large",
    "unsupported_media_type",
    "idempotency_key_reused",
  ],
  // Base64 of the largest file, and the fields beside it.
  maximumBodyBytes: Math.ceil(largestFileBytes / 3) * 4 + 4 * 1024,
});

export const listRosterImports = defineRoute({
  id: "listRosterImports",
  key: "GET /api/roster-imports",
  context,
  summary: { zh: "列出最近的导入，新的在前", en: "List the recent imports of an organisation, newest first" },
  access: at("roster.import", "query", "organizationId"),
  query: z.object({
    organizationId: OrganizationId,
    limit: z.coerce.number().int().min(1).max(50).default(20),
    cursor: Cursor.optional(),
  }),
  response: pageOf(RosterImport),
  errors: ["malformed_request", ...readErrors],
});

export const getRosterImport = defineRoute({
  id: "getRosterImport",
  key: "GET /api/roster-imports/{importId}",
  context,
  summary: { zh: "查看导入的状态和进度", en: "Show the state and the progress of an import" },
  access: importAnywhere,
  params: Target,
  response: RosterImport,
  errors: readErrors,
});

export const listRosterRows = defineRoute({
  id: "listRosterRows",
  key: "GET /api/roster-imports/{importId}/rows",
  context,
  summary: { zh: "按检查结果逐页查看预览", en: "Page through the preview, by result" },
  access: importAnywhere,
  params: Target,
  query: z.object({ result: z.enum(previewResults), cursor: Cursor.optional() }),
  response: pageOf(PreviewRow),
  errors: ["malformed_request", "refused", ...readErrors],
});

export const downloadRejectedRows = defineRoute({
  id: "downloadRejectedRows",
  key: "GET /api/roster-imports/{importId}/rejected-workbook",
  context,
  summary: { zh: "下载退回的行，更正后可再上传", en: "Download the rejected rows as a workbook, to be corrected" },
  access: importAnywhere,
  params: Target,
  response: z.object({
    fileName: z.string(),
    contentType: z.string(),
    content: z.string().meta({ description: "Base64" }),
  }),
  errors: ["refused", ...readErrors],
});

export const commitRosterImport = defineRoute({
  id: "commitRosterImport",
  key: "POST /api/roster-imports/{importId}/commit",
  context,
  summary: { zh: "写入检查通过的行", en: "Commit the rows that passed the check" },
  access: importAnywhere,
  params: Target,
  response: RosterImport,
  status: 202,
  errors: ["refused", ...readErrors],
});

export const cancelRosterImport = defineRoute({
  id: "cancelRosterImport",
  key: "POST /api/roster-imports/{importId}/cancel",
  context,
  summary: { zh: "取消导入并删除其文件", en: "Cancel an import and remove its files" },
  access: importAnywhere,
  params: Target,
  response: RosterImport,
  errors: ["refused", ...readErrors],
});
