import type { RequestContext } from "../shared/request-context.ts";
import { capabilitiesOf, type Me } from "./account.ts";
import type { AccountStore } from "./account-store.ts";

/** Who is signed in, with which roles and capabilities. Units: 2 reads, and half a unit per organisation of a role. */
export function getMe({
  store,
  findOrganizationName,
}: {
  store: AccountStore;
  findOrganizationName: (organizationId: string) => Promise<string | undefined>;
}) {
  return async (_input: unknown, { principal }: RequestContext): Promise<Me> => {
    const account = await store.find(principal.accountId);
    const assignments = await Promise.all(
      principal.assignments.map(async ({ role, organizationId }) => ({
        role,
        organizationId,
        organizationName: (await findOrganizationName(organizationId)) ?? organizationId,
      })),
    );
    return {
      accountId: principal.accountId,
      name: account?.name ?? principal.accountId,
      homeOrganizationId: account?.homeOrganizationId ?? null,
      assignments,
      capabilities: capabilitiesOf(principal.assignments),
    };
  };
}
