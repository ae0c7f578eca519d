import * as z from "zod";

export const environment = z.object({
  FEEDBACK_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  MAILBOX_TABLE: z.string(),
  PUBLIC_FILES: z.string(),
  ISSUER_KEY: z.string(),
  MIXER_KEY: z.string(),
});
