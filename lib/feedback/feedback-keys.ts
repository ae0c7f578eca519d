/** The keys of the feedback table, see `table.ts`. */
export const keys = {
  campaign: (campaignId: string) => ({ pk: `CAMPAIGN#${campaignId}`, sk: "CAMPAIGN" }),
  week: (campaignId: string, epoch: string) => ({ pk: `CAMPAIGN#${campaignId}`, sk: `WEEK#${epoch}` }),
  oneCase: (campaignId: string, commit: string) => ({ pk: `CAMPAIGN#${campaignId}`, sk: `CASE#${commit}` }),
  results: (campaignId: string) => ({ pk: `CAMPAIGN#${campaignId}`, sk: "RESULTS" }),
  standing: (organizationId: string) => ({ pk: `STANDING#${organizationId}`, sk: "STANDING" }),
  recipient: (accountId: string) => ({ pk: `RECIPIENT#${accountId}`, sk: "KEY" }),
  notice: (accountId: string, notice: string) => ({ pk: `NOTICE#${accountId}`, sk: notice }),
  sweep: { pk: "SWEEP", sk: "SWEEP" },
  ledgerHead: (campaignId: string) => ({ pk: `LEDGER#${campaignId}`, sk: "HEAD" }),
  /** Sorts by number. */
  ledgerEntry: (campaignId: string, sequence: number) => ({
    pk: `LEDGER#${campaignId}`,
    sk: `ENTRY#${String(sequence).padStart(8, "0")}`,
  }),
  ledgerFact: (campaignId: string, factId: string) => ({ pk: `LEDGER#${campaignId}`, sk: `FACT#${factId}` }),
};
