import { defineTable } from "../shared/table.ts";

/**
 * One chain: `CHAIN` / `ENTRY#sequence`, with its end in `HEAD` / `HEAD`, and a marker per recorded event. The index
 * `byOrganization` lists the entries of one organisation in the order of the chain.
 */
export const auditTable = defineTable({
  context: "audit",
  indexes: { byOrganization: { partitionKey: "organizationId", sortKey: "sk" } },
  publishesEvents: false,
});
