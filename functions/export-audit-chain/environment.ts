import * as z from "zod";

export const environment = z.object({ AUDIT_TABLE: z.string(), AUDIT_ARCHIVE: z.string() });
