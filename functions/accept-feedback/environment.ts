import * as z from "zod";

export const environment = z.object({
  POOL_TABLE: z.string(),
  SPENT_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
});
