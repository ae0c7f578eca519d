import { placeGates } from "../../../lib/membership/place-gates.dynamodb.ts";
import { extendTerm, renewTerm } from "../../../lib/organization/change-term.ts";
import { createOrganization } from "../../../lib/organization/create-organization.ts";
import { dissolveOrganization } from "../../../lib/organization/dissolve-organization.ts";
import { ensureRoot } from "../../../lib/organization/ensure-root.ts";
import { moveOrganization } from "../../../lib/organization/move-organization.ts";
import type { Organization } from "../../../lib/organization/organization.ts";
import type { OrganizationStore } from "../../../lib/organization/organization-store.ts";
import { renameOrganization } from "../../../lib/organization/rename-organization.ts";
import { nationalPolicy, type PolicySource } from "../../../lib/rules/policy.ts";
import type { OrganizationKind } from "../../../lib/shared/organization-kinds.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";

export const moment = new Date("2026-11-21T08:00:00.000Z");

export const context: RequestContext = {
  principal: { accountId: "staff-1", assignments: [{ role: "organization_department_staff", organizationId: "cczu" }] },
  actor: "staff-1",
  at: moment,
  correlationId: "request-1",
  receipt: undefined,
};

const dates = { establishedOn: "2024-11-15", termYears: 3, termStartedOn: "2024-11-15" };

/** The use cases over one store, with short calls: what a test does not say is filled in. */
export function organizationsIn(
  store: OrganizationStore,
  membershipTable = "membership",
  findPolicy: PolicySource["findPolicy"] = async () => nationalPolicy,
) {
  let made = 0;
  const create = createOrganization({ store, newId: () => `new${++made}` });
  const rename = renameOrganization({ store });
  const move = moveOrganization({ store });
  const dissolve = dissolveOrganization({ store, gates: placeGates(membershipTable) });
  const renew = renewTerm({ store, findPolicy });
  const extend = extendTerm({ store, findPolicy });
  return {
    store,
    root: (organizationId = "cczu") =>
      ensureRoot({ store })(
        { organizationId, name: "中共测试大学委员会", shortName: "校党委", kind: "university_committee", ...dates },
        context,
      ),
    create: (
      parentId: string,
      organizationId: string | undefined,
      kind: OrganizationKind,
      name = `组织${organizationId}`,
      circumstances = context,
    ) => create({ body: { organizationId, parentId, name, shortName: name, kind, ...dates } }, circumstances),
    rename: (organizationId: string, version: number, name: string, shortName = name) =>
      rename({ params: { organizationId }, query: {}, body: { name, shortName, version } }, context),
    move: (organizationId: string, version: number, parentId: string) =>
      move({ params: { organizationId }, query: {}, body: { parentId, version } }, context),
    dissolve: (organizationId: string, version: number, reason = "合并") =>
      dissolve({ params: { organizationId }, query: {}, body: { reason, version } }, context),
    renew: (organizationId: string, version: number, electedOn: string, startedOn = electedOn) =>
      renew({ params: { organizationId }, query: {}, body: { electedOn, startedOn, version } }, context),
    extend: (organizationId: string, version: number, until: string) =>
      extend(
        { params: { organizationId }, query: {}, body: { until, reason: "筹备未完成", document: "批复一号", version } },
        context,
      ),
    get: async (organizationId: string): Promise<Organization> => {
      const node = await store.find(organizationId);
      if (node === undefined) throw new Error(`no organisation ${organizationId}`);
      return node;
    },
  };
}

export type Organizations = ReturnType<typeof organizationsIn>;
