import { defineTable } from "../shared/table.ts";

/**
 * Items, beside receipts of repeated requests:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `PERSON#id` | `PERSON` | the person, with the id number encrypted, and the card that lists show |
 * | `PERSON#id` | `LINE#time#id` | one line of the history: a change with before and after, a look at the id number, a request |
 * | `IDENTITY#hash` | `IDENTITY` | claims an id number by its keyed hash, so that nobody is registered twice |
 * | `NUMBER#20` | the campus number | claims the number, and finds it by its beginning |
 * | `PINYIN#c` | `chenxiaodong#id` | finds a name by its beginning, in characters or in full pinyin |
 * | `INITIALS#c` | `cxd#id` | finds a name by initials; a surname of two readings (单 shan, dan) stands in both lists twice |
 * | `PLACE#organization` | `PLACE` | how many people are present there, and whether it is closed for others (merged, ended) |
 * | `CORRECTIONS` | the time and an id | a request for correction that nobody has answered yet; some hundred a year |
 * | `PERSON#id` | `ERASURE` | a deletion that was asked for, see `erasure.ts` |
 * | `PERSON#id` | `ERASURE_ENDED` | the fact that such a request was ended; a week |
 * | `ERASURES` | `2026-12-24#per-…` | the same by the day on which it is due; some thousand after a graduation |
 * | `PERSON#id` | `ERASED` | the fact that the person was deleted; a week, all that is left |
 * | `KEYS` | `KEYS` | the keys for id numbers |
 *
 * Lists and searches read cards only (some 250 bytes), never persons (some 2 KB): a page of 30 costs one read unit. Search
 * partitions are told apart by the first letter, so that an import does not write to one partition alone. Registering
 * writes 6 items and 2 index entries, 16 units; a change 4 units, and 2 more for each search item when the card changed.
 */
export const membershipTable = defineTable({
  context: "membership",
  indexes: {
    /** The people of a branch by name; those whose membership ended stand under a partition of their own. */
    byPlace: { partitionKey: "place", sortKey: "nameOrder", projected: ["card"] },
    /** The people of a stage by name, for the whole university. */
    byStage: { partitionKey: "stage", sortKey: "nameOrder", projected: ["card"] },
  },
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});
