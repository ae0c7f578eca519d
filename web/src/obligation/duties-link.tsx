import { Link } from "react-router";
import { mayAt } from "../me/me.ts";
import { useCurrentPerson } from "../me/me-context.ts";
import type { Organization } from "../organization/organization-rules.ts";
import { useTermsOf } from "../terms/language.tsx";
import { obligationTerms } from "../terms/obligation.ts";
import "./obligation.css";

/** From an organisation to what it owes. */
export function DutiesLink({ organization: { organizationId, path } }: { organization: Organization }) {
  const texts = useTermsOf(obligationTerms);
  if (!mayAt(useCurrentPerson(), "obligation.read", path)) return null;
  return (
    <Link className="all-duties" to={`/organizations/${organizationId}/duties`}>
      {texts.seeDuties}
    </Link>
  );
}
