import { isUnfinished } from "../../../lib/obligation/duty-states.ts";
import { type Me, mayAt } from "../me/me.ts";
import type { Organization } from "../organization/organization-rules.ts";
import type { Duty, DutyStep } from "./use-duties.ts";

/** What stands above an organisation: nobody lets the own one off. */
function pathAbove({ path, organizationId }: Pick<Organization, "path" | "organizationId">): string {
  return path.slice(0, path.length - organizationId.length - 1);
}

/** Which steps the person may take about a duty of an organisation. */
export function stepsFor(
  me: Me,
  organization: Organization,
  { state, origin, isReportable, report }: Duty,
): DutyStep[] {
  const steps: DutyStep[] = [];
  const assigns = mayAt(me, "obligation.assign", organization.path);
  const supervises = mayAt(me, "obligation.supervise", pathAbove(organization));
  if (origin === "task" && isUnfinished(state) && assigns) steps.push("submit");
  if (isReportable && assigns) steps.push("report");
  if (report !== null && assigns) steps.push("withdraw");
  if (state === "submitted" && assigns) steps.push("accept", "giveBack");
  if (isUnfinished(state) && supervises) steps.push("waive");
  if (state === "overdue" && supervises) steps.push("talk");
  return steps;
}

/** Whether somebody does the work of an organisation: superiors see to it that it is done. */
export function doesTheWork(me: Me, organization: Organization): boolean {
  return mayAt(me, "activity.manage", organization.path) && !mayAt(me, "obligation.supervise", pathAbove(organization));
}

/** What somebody may do in the list of the own duties, where the server knows best who is responsible. */
export function ownSteps({ state, origin, isReportable }: Duty): DutyStep[] {
  if (origin === "task" && isUnfinished(state)) return ["submit"];
  return isReportable ? ["report"] : [];
}
