import { defineTable } from "../shared/table.ts";

/**
 * Items, beside receipts of repeated requests:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `ACTIVITY#id` | `ACTIVITY` | the activity with its record; the facts of every step |
 * | `ACTIVITY#id` | `LISTED#place` | shows it in the list of a joint organisation (`cczu-b02`) or of a person who is named (`per-…`) |
 * | `ACTIVITY#id` | `VERSION#000007` | a former version with who, when and why |
 * | `ACTIVITY#id` | `FILE#…` | what is known of an attachment; its bytes are an object of S3 |
 * | `FEED#hash` | `FEED` | a calendar by the hash of its secret address |
 * | `FEEDS#account` | `…` | the same, with its owner |
 * | `ACTIVITY#id` | `DOOR_KEYS` | the pair of keys by which its passes are signed and read at the door |
 * | `ATTENDANCE#id` | `per-…` | one person at one activity: due or not, and what each source says |
 * | `ATTENDANCE#id` | `BATCH#hash` | the fact of a list or a batch of scans, once however often it is sent |
 * | `TRIES#id` | `per-…` | wrong room codes of a person, in the present step |
 * | `LEAVE#id` | `per-…` | a request for leave; its reason is for the head |
 * | `SEQUENCE#id` | `SEQUENCE` | the last number that a sign-up took |
 * | `SIGNUPS#id` | `per-…` | a sign-up with its number; whoever has the lowest numbers has the places |
 * | `PLANS` | `plan-…` | a recurring plan, some hundred bytes: one partition holds those of a whole university |
 *
 * Nothing counts places: who is in follows from the order of the numbers, so that 200 sign-ups in one second wait for
 * one counter only, and a withdrawal moves everybody up without a further write.
 */
export const activityTable = defineTable({
  context: "activity",
  indexes: {
    /** The activities of an organisation, or those for which a person is named, by time; plans stand by organisation. */
    byPlace: { partitionKey: "listedAt", sortKey: "startsAt", projected: ["card"] },
    /** Where somebody was due, came, asked for leave or signed up: only those items name a person at their top. */
    byPerson: { partitionKey: "personId", sortKey: "pk", projected: [] },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
