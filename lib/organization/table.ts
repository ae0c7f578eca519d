import { defineTable } from "../shared/table.ts";
import { Organization } from "./organization.ts";

/**
 * One item per organisation (`ORG#id` / `NODE`), one marker per sibling name (`ORG#parentId` / `NAME#key`), the
 * lines of its history (`ORG#id` / `LINE#time#version`), one
 * item per merge (`MERGE#id` / `MERGE`), one lease of a large move (`MOVE` / `MOVE`), one
 * item per person who was counted (`COUNTED#personId` / `COUNTED`), and receipts of repeated requests. The index `byTree` holds the nodes of one tree under one partition key in the order of their
 * paths, so that a subtree is one `begins_with`.
 */
export const organizationTable = defineTable({
  context: "organization",
  indexes: {
    byTree: {
      partitionKey: "tree",
      sortKey: "path",
      /** The facts of the last change stay out: they are half of an item, and nobody reads them there. */
      get projected() {
        return Object.keys(Organization.shape).filter((name) => name !== "path");
      },
    },
    /** The same order with little else: a third of the size, for who only has to know which organisations stand below. */
    outline: { partitionKey: "tree", sortKey: "path", projected: ["organizationId", "kind"] },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
