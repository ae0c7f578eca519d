import * as z from "zod";

export const environment = z.object({ MESSAGE_TABLE: z.string(), ATTACHMENT_FILES: z.string() });
