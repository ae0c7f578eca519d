import { defineTable } from "../shared/table.ts";

/**
 * Items, beside receipts of repeated requests:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `PERSON#id` | `TRANSFER#transferId` | a transfer; the ids sort by age |
 * | `PERSON#id` | `OPEN` | claims the one open transfer that a person may have |
 * | `LIST#open`, `LIST#closed` | transferId | the same transfer again, for committees above both branches |
 *
 * A branch reads its own lists by the two indexes. A committee with many branches reads the open ones of the university,
 * some hundreds, and keeps those of its own: asking each branch would cost more and lose the order by age.
 */
export const transferTable = defineTable({
  context: "transfer",
  indexes: {
    outgoing: { partitionKey: "outgoing", sortKey: "transferId" },
    incoming: { partitionKey: "incoming", sortKey: "transferId" },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
