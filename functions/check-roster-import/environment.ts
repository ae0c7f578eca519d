import * as z from "zod";

export const environment = z.object({
  ROSTER_IMPORT_TABLE: z.string(),
  ROSTER_FILES: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  VAULT_KEY: z.string(),
  ORGANIZATION_TABLE: z.string(),
  OBLIGATION_TABLE: z.string(),
});
