import * as z from "zod";

export const environment = z.object({
  STATISTICS_TABLE: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
});
