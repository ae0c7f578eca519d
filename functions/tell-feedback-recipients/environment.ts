import * as z from "zod";

export const environment = z.object({
  FEEDBACK_TABLE: z.string(),
  MESSAGE_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
});
