import * as z from "zod";

export const environment = z.object({
  ORGANIZATION_TABLE: z.string(),
  OBLIGATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
  LEDGER_TABLE: z.string(),
  MEMBERSHIP_TABLE: z.string(),
});
