import * as z from "zod";
import { Account } from "../../lib/identity/account.ts";
import { createOrganization } from "../../lib/organization/routes.ts";

/** What an installation starts with: the university committee, its tree if it is at hand, and accounts with their first roles. */
export const BootstrapInput = z.strictObject({
  root: createOrganization.body.omit({ parentId: true }).required({ organizationId: true }).optional(),
  /** Superiors before what stands below them. */
  organizations: z
    .array(createOrganization.body.required({ organizationId: true }))
    .max(500)
    .default([]),
  accounts: z.array(Account).max(500),
});
