import * as z from "zod";

export const environment = z.object({
  FEEDBACK_TABLE: z.string(),
  ISSUANCE_TABLE: z.string(),
  MAILBOX_TABLE: z.string(),
  ISSUER_KEY: z.string(),
  FEEDBACK_ORIGIN: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  STATISTICS_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
});
