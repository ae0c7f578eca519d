import * as z from "zod";
import { Account, HeldPost } from "../../lib/identity/account.ts";
import { createOrganization } from "../../lib/organization/routes.ts";

/** What an installation starts with: the university committee, its tree if it is at hand, and accounts with their first posts. */
export const BootstrapInput = z.strictObject({
  root: createOrganization.body.omit({ parentId: true }).required({ organizationId: true }).optional(),
  /** Superiors before what stands below them. */
  organizations: z
    .array(createOrganization.body.required({ organizationId: true }))
    .max(500)
    .default([]),
  accounts: z
    .array(
      z.strictObject({
        ...Account.pick({ accountId: true, name: true, homeOrganizationId: true }).shape,
        appointments: z.array(z.strictObject(HeldPost.omit({ appointmentId: true }).shape)).default([]),
      }),
    )
    .max(500),
});
