import { defineTable } from "../shared/table.ts";

/**
 * Items:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `PERSON#id` | `STANDING` | as what a person counts and where, with the name for the list behind a number |
 * | `ORG#id` | `COUNTS` | the counters of an organisation with everything below it, one attribute each |
 * | `ORG#id` | `PASSED_ON` | what of these counters the superior has in its own |
 * | `ORG#id` | `HOLDERS#key` | which organisations directly below have anybody under a key |
 * | `DAY` | `DAY` | the day up to which people were moved from one age band to the next |
 * | `COMPARISON` | `COMPARISON` | where the nightly comparison with the people goes on |
 *
 * A number of any subtree is one item. The list behind it goes from holder to holder down to the people; what stands in
 * their lists is written short (`line`), because everybody in a branch is read for one page. What a person's change costs, and why organisations may move, stands in ADR 0033.
 */
export const statisticsTable = defineTable({
  context: "statistics",
  indexes: {
    /** The people who count at an organisation by name, and what the organisations directly below passed on. */
    byGroup: {
      partitionKey: "group",
      sortKey: "order",
      projected: ["name", "line", "counts"],
    },
    /** The people who change their band on a day. */
    byDay: { partitionKey: "changesOn", sortKey: "personId", projected: ["organizationId"] },
  },
  publishesEvents: false,
});
