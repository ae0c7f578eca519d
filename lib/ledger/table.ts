import { defineTable } from "../shared/table.ts";

/**
 * Items:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `LEDGER#cczu-b02#2026` | `ENTRY#act-…` | one activity of an organisation in a year, with its numbers |
 * | `LEDGER#cczu-b02#2026` | `YEAR` | the counts over those entries, by month and kind |
 * | `LEDGER#per-…#2026` | `ENTRY#act-…` | one activity in the record of a person, with minutes of study |
 * | `LEDGER#per-…#2026` | `YEAR` | the sums over those entries |
 *
 * The entries are the truth and each holds the version of the activity that it shows; a year is always counted anew from
 * its entries, so that no fact that comes twice, late or out of order can make a sum wrong.
 */
export const ledgerTable = defineTable({ context: "ledger", indexes: {}, publishesEvents: false });
