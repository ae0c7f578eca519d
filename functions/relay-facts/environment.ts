import * as z from "zod";

export const environment = z.object({ EVENT_BUS: z.string(), DEAD_LETTER_QUEUE: z.string() });
