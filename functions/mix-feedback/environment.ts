import * as z from "zod";

export const environment = z.object({
  POOL_TABLE: z.string(),
  MAILBOX_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  PUBLIC_FILES: z.string(),
  MIXER_KEY: z.string(),
  EVENT_BUS: z.string(),
});
