import * as z from "zod";

export const environment = z.object({
  MEMBERSHIP_TABLE: z.string(),
  VAULT_KEY: z.string(),
  ORGANIZATION_TABLE: z.string(),
  OBLIGATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
});
