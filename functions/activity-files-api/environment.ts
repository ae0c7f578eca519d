import * as z from "zod";

export const environment = z.object({
  ACTIVITY_TABLE: z.string(),
  LEDGER_TABLE: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
  ATTACHMENT_FILES: z.string(),
});
