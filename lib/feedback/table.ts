import { defineTable } from "../shared/table.ts";

/**
 * Items, beside receipts of repeated requests:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `CAMPAIGN#id` | `CAMPAIGN` | a campaign |
 * | `CAMPAIGN#id` | `WEEK#epoch` | its keys of a week, the private one wrapped |
 * | `CAMPAIGN#id` | `CASE#commit` | what became of a message |
 * | `CAMPAIGN#id` | `RESULTS` | numbers as they were published |
 * | `LEDGER#id` | `HEAD`, sequence | the public chain of a campaign |
 * | `LEDGER#id` | `FACT#eventId` | a fact that is in the chain |
 * | `STANDING#organization` | `STANDING` | claims the one standing box that an organisation may have |
 * | `RECIPIENT#account` | `KEY` | public key, and the private one under a passphrase |
 * | `NOTICE#account` | `campaign#day` | something new lies in an inbox |
 * | `SWEEP` | `SWEEP` | the last day that was swept |
 *
 * `byList`: campaigns by state (`open`, `closed`); `byDue`: messages by the day by which they must be answered.
 */
export const feedbackTable = defineTable({
  context: "feedback",
  indexes: {
    byList: { partitionKey: "list", sortKey: "listKey" },
    byDue: { partitionKey: "dueOn", sortKey: "dueKey" },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
