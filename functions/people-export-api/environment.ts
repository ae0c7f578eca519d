import * as z from "zod";

export const environment = z.object({
  PEOPLE_EXPORT_TABLE: z.string(),
  EXPORT_FILES: z.string(),
  ORGANIZATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
});
