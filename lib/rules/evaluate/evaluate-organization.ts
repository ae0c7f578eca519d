import { OrganizationFacts, type OrganizationFactsInput } from "../facts/organization-facts.ts";
import { type Evaluation, evaluation } from "../finding.ts";
import type { RuleContext } from "../rule-context.ts";
import { organizationRelations } from "./organization-relations.ts";
import { organizationRhythms } from "./organization-rhythms.ts";
import { organizationSetting } from "./organization-setting.ts";
import { organizationStaffing } from "./organization-staffing.ts";
import { organizationTerm } from "./organization-term.ts";
import { secretaryPartyAge } from "./secretary-party-age.ts";

/** What an organisation owes on a day and which numbers it offends. Facts of later days are not looked at. */
export function evaluateOrganization(context: RuleContext, input: OrganizationFactsInput): Evaluation {
  const facts = OrganizationFacts.parse(input);
  return evaluation(context.on, [
    ...organizationRhythms(context, facts),
    ...organizationSetting(context, facts),
    ...organizationTerm(context, facts),
    ...organizationStaffing(context, facts),
    ...organizationRelations(context, facts),
    ...secretaryPartyAge(context, facts),
  ]);
}
