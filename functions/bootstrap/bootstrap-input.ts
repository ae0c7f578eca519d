import * as z from "zod";
import { Account } from "../../lib/identity/account.ts";
import { createOrganization } from "../../lib/organization/routes.ts";

/** What an installation starts with: the university committee, once, and accounts with their first roles. */
export const BootstrapInput = z.strictObject({
  root: createOrganization.body.omit({ parentId: true }).required({ organizationId: true }).optional(),
  accounts: z.array(Account).max(500),
});
