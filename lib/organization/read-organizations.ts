import { isAllowed } from "../shared/access.ts";
import { notFound } from "../shared/errors.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { getOrganization as getRoute, listOrganizations as listRoute } from "./routes.ts";

/** Lists a subtree in the order of its paths. Units: 1 read, and half a unit per 4 KB of the page. */
export function listOrganizations({ store }: { store: OrganizationStore }) {
  return async ({ query }: RouteInput<typeof listRoute>, context: RequestContext): Promise<Page<Organization>> => {
    const rootId = query.under ?? (await store.findRootId());
    const root = rootId === undefined ? undefined : await store.find(rootId);
    if (root === undefined || isHidden(root, context)) throw notFound();
    // Dissolved organisations are the business of those who manage the place.
    const mayManage = isAllowed(context.principal, "organization.manage", root.path);
    const status = mayManage ? query.status : "active";
    return await store.listSubtree({ root, status, limit: query.limit, cursor: query.cursor });
  };
}

/** Shows one organisation; a dissolved one exists only for those who manage its place. Units: 1 read. */
export function getOrganization({ store }: { store: OrganizationStore }) {
  return async ({ params }: RouteInput<typeof getRoute>, context: RequestContext): Promise<Organization> => {
    const node = await store.find(params.organizationId);
    if (node === undefined || isHidden(node, context)) throw notFound();
    return node;
  };
}

function isHidden(node: Organization, { principal }: RequestContext): boolean {
  return node.status === "dissolved" && !isAllowed(principal, "organization.manage", node.path);
}
