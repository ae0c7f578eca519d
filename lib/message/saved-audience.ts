import * as z from "zod";
import { Audience } from "./audience.ts";

/** An audience that an organisation uses again and again, under a name. */
export const SavedAudience = z.object({
  savedId: z.string(),
  name: z.string().trim().min(2).max(40),
  audience: Audience,
});
export type SavedAudience = z.infer<typeof SavedAudience>;
