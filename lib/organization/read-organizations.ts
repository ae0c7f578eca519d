import type { PolicySource } from "../rules/policy.ts";
import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { notFound } from "../shared/errors.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { judgeOrganization, marksOf } from "./judge-organization.ts";
import type { ListedOrganization, OrganizationDetail } from "./judgement.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { getOrganization as getRoute, listOrganizations as listRoute } from "./routes.ts";

interface ReadDependencies extends PolicySource {
  readonly store: OrganizationStore;
}

/**
 * Lists a subtree in the order of its paths, each with the marks of what the rules say. Units: 1 read, half a unit for the
 * university's own numbers, and half a unit per 4 KB of the page; the marks cost none.
 */
export function listOrganizations({ store, findPolicy }: ReadDependencies) {
  return async (
    { query }: RouteInput<typeof listRoute>,
    context: RequestContext,
  ): Promise<Page<ListedOrganization>> => {
    const { limit, cursor, status, under } = query;
    const rootId = under ?? (await store.findRootId());
    const root = rootId === undefined ? undefined : await store.find(rootId);
    if (root === undefined || isHidden(root, context)) throw notFound();
    const [page, policy] = await Promise.all([store.listSubtree({ root, status, limit, cursor }), findPolicy()]);
    const today = chinaDay(context.at);
    const shown = page.items.filter((node) => !isHidden(node, context));
    return {
      items: shown.map((node) => ({ ...node, marks: marksOf(judgeOrganization(node, today, policy)) })),
      nextCursor: page.nextCursor,
    };
  };
}

/** Shows one organisation with what the rules say about it and its re-election clock. Units: 1.5 reads. */
export function getOrganization({ store, findPolicy }: ReadDependencies) {
  return async ({ params }: RouteInput<typeof getRoute>, context: RequestContext): Promise<OrganizationDetail> => {
    const [node, policy] = await Promise.all([getShown(store, params.organizationId, context), findPolicy()]);
    const judgement = judgeOrganization(node, chinaDay(context.at), policy);
    const { findings, clock } = judgement;
    return { ...node, marks: marksOf(judgement), findings: [...findings], clock };
  };
}

/** An organisation as far as it exists for the person who asks. */
export async function getShown(
  store: Pick<OrganizationStore, "find">,
  organizationId: string,
  context: RequestContext,
): Promise<Organization> {
  const node = await store.find(organizationId);
  if (node === undefined || isHidden(node, context)) throw notFound();
  return node;
}

/** What is dissolved exists for those who manage its place, and for those who read its record and have to know its name. */
function isHidden(node: Organization, { principal }: RequestContext): boolean {
  if (node.status === "active") return false;
  return !isAllowed(principal, "organization.manage", node.path) && !isAllowed(principal, "audit.read", node.path);
}
