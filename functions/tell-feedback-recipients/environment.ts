import * as z from "zod";

export const environment = z.object({ FEEDBACK_TABLE: z.string() });
