import * as z from "zod";

/** A request for leave. The reason is between the member and the head of the member's own organisation. */
export const Leave = z.object({
  personId: z.string(),
  organizationId: z.string(),
  reason: z.string(),
  state: z.enum(["requested", "granted", "declined"]),
  requestedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
});
export type Leave = z.infer<typeof Leave>;
