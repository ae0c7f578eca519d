import { defineTable } from "../shared/table.ts";

/** One item per account: `ACCOUNT#id` / `PROFILE`, with the roles that the account holds. */
export const identityTable = defineTable({ context: "identity", indexes: {}, publishesEvents: true });
