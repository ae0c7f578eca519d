import type { PlainDate } from "../rules/calendar/plain-date.ts";
import type { Policy, PolicySource } from "../rules/policy.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { Text } from "../shared/text.ts";
import { changeLine } from "./change-line.ts";
import { getForChange, refuseInactive, settle } from "./change-organization.ts";
import { OrganizationTermExtended, OrganizationTermRenewed } from "./events.ts";
import { judgeOrganization } from "./judge-organization.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { extendOrganizationTerm as extendRoute, renewOrganizationTerm as renewRoute } from "./routes.ts";
import { longestTerm, ruleFactsOf } from "./rule-facts.ts";

interface TermDependencies extends PolicySource {
  readonly store: OrganizationStore;
}

/** Records a re-election: a new term begins, as long as the rules have it here. Units: 1.5 reads, 6 writes. */
export function renewTerm({ store, findPolicy }: TermDependencies) {
  return async ({ params, body }: RouteInput<typeof renewRoute>, context: RequestContext): Promise<Organization> => {
    const before = await getForChange(store, params.organizationId, body.version);
    refuseInactive(before);
    const { electedOn, startedOn, document } = body;
    refuseWrongDays(before, body, chinaDay(context.at));
    const after: Organization = {
      ...before,
      termYears: yearsOfTerm(before, startedOn as PlainDate, await findPolicy()),
      termStartedOn: startedOn,
      termExtendedTo: null,
      version: before.version + 1,
      updatedAt: context.at.toISOString(),
    };
    const fact = buildFact(OrganizationTermRenewed, context, {
      ...aboutOf(after),
      data: {
        version: after.version,
        electedOn,
        startedOn,
        termYears: after.termYears,
        formerStartedOn: before.termStartedOn,
      },
    });
    const line = changeLine(before, after, context, { kind: "term_renewed", effectiveOn: electedOn, document });
    const consequences = { facts: [fact], lines: [line], receipt: context.receipt };
    return await settle(store, after, await store.changeTerm(before, after, consequences));
  };
}

/** Records that the superior let a re-election be put off. Units: 1.5 reads, 6 writes. */
export function extendTerm({ store, findPolicy }: TermDependencies) {
  return async ({ params, body }: RouteInput<typeof extendRoute>, context: RequestContext): Promise<Organization> => {
    const before = await getForChange(store, params.organizationId, body.version);
    refuseInactive(before);
    const { until, reason, document } = body;
    const clock = judgeOrganization(before, chinaDay(context.at), await findPolicy()).clock;
    if (clock === null) {
      throw refused("no_term_recorded", {
        zh: "尚未登记本届任期，请先登记换届。",
        en: "No present term is recorded; record a re-election first.",
      });
    }
    const end = clock.extendedTo ?? clock.endsOn;
    if (until <= end) {
      throw dayError("body.until", {
        zh: `须晚于现在的届满日（${end}）`,
        en: `Has to be after the present end (${end})`,
      });
    }
    const after: Organization = {
      ...before,
      termExtendedTo: until,
      version: before.version + 1,
      updatedAt: context.at.toISOString(),
    };
    const fact = buildFact(OrganizationTermExtended, context, {
      ...aboutOf(after),
      data: { version: after.version, until, formerUntil: end },
    });
    const line = changeLine(before, after, context, { kind: "term_extended", reason, document });
    const consequences = { facts: [fact], lines: [line], receipt: context.receipt };
    return await settle(store, after, await store.changeTerm(before, after, consequences));
  };
}

function refuseWrongDays(
  { termStartedOn }: Organization,
  { electedOn, startedOn }: { electedOn: string; startedOn: string },
  today: string,
): void {
  const future = { zh: "不能晚于今天", en: "Lies in the future" };
  if (electedOn > today) throw dayError("body.electedOn", future);
  if (startedOn > today) throw dayError("body.startedOn", future);
  if (startedOn < electedOn) {
    throw dayError("body.startedOn", { zh: "不能早于选举日期", en: "Lies before the day of the election" });
  }
  if (termStartedOn !== null && electedOn <= termStartedOn) {
    const reason = {
      zh: `须晚于本届起始日（${termStartedOn}）`,
      en: `Has to be after the present term began (${termStartedOn})`,
    };
    throw dayError("body.electedOn", reason);
  }
}

function yearsOfTerm(organization: Organization, startedOn: PlainDate, policy: Policy): number {
  const facts = ruleFactsOf(organization, startedOn);
  const longest = facts && longestTerm(facts, startedOn, policy);
  if (longest === undefined) {
    throw refused("no_term", {
      zh: "这类组织不设任期，不需要换届。",
      en: "This kind of organisation has no term and is not elected anew.",
    });
  }
  return longest.years;
}

function dayError(field: string, reason: Text): AppError {
  return new AppError("validation_failed", { errors: [{ field, reason }] });
}

function aboutOf({ organizationId, version }: Organization) {
  return { subject: { kind: "organization", id: organizationId }, occasion: version, organizationId };
}
