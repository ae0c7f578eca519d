import { defineTable } from "../shared/table.ts";

/**
 * One item per organisation (`ORG#id` / `NODE`), one marker per sibling name (`ORG#parentId` / `NAME#key`), one
 * item per person who was counted (`COUNTED#personId` / `COUNTED`), and receipts of repeated requests. The index `byTree` holds the nodes of one tree under one partition key in the order of their
 * paths, so that a subtree is one `begins_with`.
 */
export const organizationTable = defineTable({
  context: "organization",
  indexes: { byTree: { partitionKey: "tree", sortKey: "path" } },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
