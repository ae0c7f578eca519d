import { defineTable } from "../shared/table.ts";

/**
 * The anonymous plane. No stream, no index in the order of arrival, no time but the day: what these tables do not hold,
 * nobody can be made to hand over.
 */

/** `campaign#epoch#shard` / random: an envelope that waits for the mixer. */
export const poolTable = defineTable({
  context: "feedback-pool",
  indexes: {},
  ttlAttribute: "expiresAt",
  publishesEvents: false,
});

/** `SPENT#value` / `SPENT`: a token that was used, under the salt of its week; `SALT#epoch` / `SALT`: that salt. */
export const spentTable = defineTable({
  context: "feedback-spent",
  indexes: {},
  ttlAttribute: "expiresAt",
  publishesEvents: false,
});

/**
 * | pk | sk | what |
 * |---|---|---|
 * | `MAILBOX#campaign#day` | commit | a message as the recipients open it |
 * | `RELEASE#campaign` | day | what was handed on that day, and whether that is complete |
 * | `HELD#campaign` | `HELD` | since which day a group that is too small waits |
 * | `REPLIES#campaign` | random | a sealed reply |
 */
export const mailboxTable = defineTable({
  context: "feedback-mailbox",
  indexes: {},
  publishesEvents: false,
});

/** `KEYS` / `campaign#epoch` and `KEY#keyId` / `KEY`: what the drop and the mixer know of a campaign in a week. */
export const directoryTable = defineTable({
  context: "feedback-directory",
  indexes: {},
  ttlAttribute: "expiresAt",
  publishesEvents: false,
});

/**
 * `ISSUED#campaign#epoch#account` / `BATCH`: that somebody fetched the tokens of a week, as everybody does, and the hash of
 * what was signed; `COUNT#campaign#epoch#shard` / `COUNT`: how many were. Apart from the tables of the application, because
 * their streams and restorable seconds would tell when.
 */
export const issuanceTable = defineTable({
  context: "feedback-issuance",
  indexes: {},
  ttlAttribute: "expiresAt",
  publishesEvents: false,
});

export const anonymousTables = [poolTable, spentTable, mailboxTable, directoryTable, issuanceTable] as const;
