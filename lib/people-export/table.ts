import { defineTable } from "../shared/table.ts";

/**
 * One item per export (`EXPORT#id` / `STATE`), and receipts of repeated requests. `own` lists what an account asked for;
 * `waiting` has only those exports that wait for a second person, few at any time. No person stands in it: the people are
 * in the bucket, and what was typed to find them is removed with the item.
 */
export const peopleExportTable = defineTable({
  context: "people-export",
  indexes: {
    own: { partitionKey: "requestedBy", sortKey: "requestedAt" },
    waiting: { partitionKey: "waiting", sortKey: "requestedAt" },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
