import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { changeLine } from "./change-line.ts";
import { getForChange, refuseInactive, settle } from "./change-organization.ts";
import { OrganizationRenamed } from "./events.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { renameOrganization as route } from "./routes.ts";

/** Gives an organisation another name. Units: 1 read, 6 to 8 writes (the node, and its name marker when that changes). */
export function renameOrganization({ store }: { store: OrganizationStore }) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<Organization> => {
    const before = await getForChange(store, params.organizationId, body.version);
    refuseInactive(before);
    const after: Organization = {
      ...before,
      name: body.name,
      shortName: body.shortName,
      version: before.version + 1,
      updatedAt: context.at.toISOString(),
    };
    const fact = buildFact(OrganizationRenamed, context, {
      subject: { kind: "organization", id: before.organizationId },
      occasion: after.version,
      organizationId: before.organizationId,
      data: {
        version: after.version,
        formerName: before.name,
        name: after.name,
        formerShortName: before.shortName,
        shortName: after.shortName,
      },
    });
    const line = changeLine(before, after, context, { kind: "renamed" });
    const consequences = { facts: [fact], lines: [line], receipt: context.receipt };
    return await settle(store, after, await store.rename(before, after, consequences));
  };
}
