import * as z from "zod";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at } from "../shared/route-parts.ts";
import { AuditEntry } from "./audit-entry.ts";

const context = "audit";

export const listAuditEntries = defineRoute({
  id: "listAuditEntries",
  key: "GET /api/audit-entries",
  context,
  summary: { zh: "查看操作记录，新的在前", en: "List the record of operations, newest first" },
  access: at("audit.read", "query", "organizationId"),
  query: z.object({
    organizationId: z.string().min(1).max(64).optional().meta({
      description:
        "只看某个党组织；缺省须有全校权限 · One organisation only; without it the right must reach everywhere",
    }),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: Cursor.optional(),
  }),
  response: pageOf(AuditEntry),
  errors: ["malformed_request", "unauthenticated", "forbidden", "not_found", "validation_failed"],
});

export const verifyAuditChain = defineRoute({
  id: "verifyAuditChain",
  key: "GET /api/audit-entries/verification",
  context,
  summary: { zh: "校验操作记录链", en: "Recompute a stretch of the hash chain" },
  access: anywhere("audit.read"),
  query: z.object({ fromSequence: z.coerce.number().int().positive().default(1) }),
  response: z.object({
    verifiedTo: z.int().min(0).meta({ description: "已校验到 · Last entry that was verified" }),
    isIntact: z.boolean(),
    brokenAt: z.int().nullable().meta({ description: "首个不符的编号 · First entry that does not fit" }),
    isComplete: z.boolean().meta({ description: "是否已到链尾 · Whether the end was reached" }),
  }),
  errors: ["unauthenticated", "forbidden", "validation_failed"],
});
