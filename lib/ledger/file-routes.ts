import * as z from "zod";
import { defineRoute } from "../shared/route.ts";
import { at } from "../shared/route-parts.ts";
import { OfOrganization } from "./ledger.ts";

export const getLedgerDocument = defineRoute({
  id: "getLedgerDocument",
  key: "GET /api/ledger-document",
  context: "activity-files",
  summary: {
    zh: "导出一年的工作台账（Excel 或 Word）",
    en: "The ledger of an organisation and year as a workbook or document",
  },
  access: at("activity.read", "query", "organizationId"),
  query: OfOrganization.extend({ format: z.enum(["xlsx", "docx"]) }),
  response: z.object({
    fileName: z.string(),
    contentType: z.string(),
    content: z.string().meta({ description: "Base64" }),
  }),
  errors: ["unauthenticated", "forbidden", "not_found", "validation_failed"],
});
