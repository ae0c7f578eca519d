import * as z from "zod";

export const environment = z.object({
  ACTIVITY_TABLE: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
  OBLIGATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
});
