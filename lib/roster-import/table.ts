import { defineTable } from "../shared/table.ts";

/**
 * One item per import (`IMPORT#id` / `STATE`) with its state and counts, and receipts of repeated requests. The index
 * `byOrganization` lists the imports of one organisation by time. No person stands in it: files and previews are in S3.
 */
export const rosterImportTable = defineTable({
  context: "roster-import",
  indexes: { byOrganization: { partitionKey: "organizationId", sortKey: "createdAt" } },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
