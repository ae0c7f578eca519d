import * as z from "zod";

export const environment = z.object({ DELIVERY_TABLE: z.string(), EMAIL_QUEUE: z.string() });
