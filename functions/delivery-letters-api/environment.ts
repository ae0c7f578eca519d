import * as z from "zod";

export const environment = z.object({
  ORGANIZATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
  EMAIL_QUEUE: z.string(),
  SMS_QUEUE: z.string(),
  WECOM_QUEUE: z.string(),
  GROUP_QUEUE: z.string(),
  PUSH_QUEUE: z.string(),
  DEAD_LETTER_QUEUE: z.string(),
});
