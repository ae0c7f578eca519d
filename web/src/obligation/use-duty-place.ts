import { useParams } from "react-router";
import { mayAt } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import type { Organization } from "../organization/organization-rules.ts";
import { useOrganizations } from "../organization/use-organizations.ts";

/** The organisation in the address of a page about its duties, as far as the person may look at it. */
export type DutyPlace =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly error: unknown; readonly retry: () => void }
  | { readonly state: "missing" }
  | { readonly state: "forbidden" }
  | { readonly state: "found"; readonly organization: Organization };

export function useDutyPlace(): DutyPlace {
  const me = useCurrentPerson();
  const { organizationId = "" } = useParams();
  const { tree, error, isError, refetch } = useOrganizations();
  if (!tree) return isError ? { state: "failed", error, retry: () => void refetch() } : { state: "loading" };
  const organization = tree.find(organizationId);
  if (!organization) return { state: "missing" };
  return mayAt(me, "obligation.read", organization.path) ? { state: "found", organization } : { state: "forbidden" };
}
