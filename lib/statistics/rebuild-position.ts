import * as z from "zod";

/** Where a rebuild stands; absent: at the beginning. */
export const RebuildPosition = z.discriminatedUnion("phase", [
  z.strictObject({ phase: z.literal("people"), stage: z.int().min(0), from: z.string().nullable() }),
  z.strictObject({ phase: z.literal("organizations"), done: z.int().min(0) }),
]);
export type RebuildPosition = z.infer<typeof RebuildPosition>;
