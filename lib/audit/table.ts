import { defineTable } from "../shared/table.ts";

/**
 * One chain: `CHAIN` / `ENTRY#sequence`, with its end in `HEAD` / `HEAD`, a marker per recorded event, and how far the
 * daily check (`VERIFIED`) and the daily copy (`EXPORTED`) have come. The index
 * `byOrganization` lists the entries of one organisation in the order of the chain.
 */
export const auditTable = defineTable({
  context: "audit",
  indexes: { byOrganization: { partitionKey: "organizationId", sortKey: "sk" } },
  publishesEvents: false,
});
