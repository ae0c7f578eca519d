import { defineTable } from "../shared/table.ts";

/**
 * Everything about one organisation lies below one key, so that one query gives what an evaluation needs: its head
 * (`ORG#id` / `HEAD`: the lock, and the next day on which something changes by itself), what it did (`ACT#activityId`),
 * which members are on their way to or from it (`RELATION#transferId`), what it owes (`DUTY#dutyId`), and its digests of reminders (`REMINDER#day`). Beside them: where an activity was counted
 * (`ACTIVITY#id` / `PLACES`), one row a year for the grid of superiors (`BOARD#year` / organisation id), one digest a
 * day for each account (`ACCOUNT#id` / `DIGEST#day`), the clock of a member who missed what was held (`ABSENCE#personId` /
 * `CLOCK`), the settings (`SETTINGS` / `POLICY`), and receipts.
 *
 * `byDay` holds the heads and the clocks under their next day, in shards, so that the daily sweep reads what is due and nothing else.
 * `byAccount` holds tasks under the account that is responsible, in the order of their days.
 */
export const obligationTable = defineTable({
  context: "obligation",
  indexes: {
    byDay: { partitionKey: "sweepDay", sortKey: "sweepKey", projected: ["organizationId"] },
    byAccount: { partitionKey: "responsible", sortKey: "responsibleKey" },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
