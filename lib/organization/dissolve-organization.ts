import { chinaDay } from "../shared/clock.ts";
import { AppError } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { changeLine } from "./change-line.ts";
import { getForChange, refuseInactive, settle } from "./change-organization.ts";
import { OrganizationDissolved } from "./events.ts";
import { type Organization, refuseDissolution } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { PlaceGates } from "./place-gates.ts";
import type { dissolveOrganization as route } from "./routes.ts";

/** Dissolves an organisation that has nobody and nothing inside; it stays readable. Units: 2 reads, 10 writes. */
export function dissolveOrganization({ store, gates }: { store: OrganizationStore; gates: PlaceGates }) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<Organization> => {
    const before = await getForChange(store, params.organizationId, body.version);
    refuseInactive(before);
    refuseDissolution(before);
    const parent = await store.find(before.parentId ?? "");
    if (parent === undefined) throw new AppError("internal");
    const after: Organization = {
      ...before,
      status: "dissolved",
      version: before.version + 1,
      dissolvedOn: chinaDay(context.at),
      dissolvedReason: body.reason,
      updatedAt: context.at.toISOString(),
    };
    const fact = buildFact(OrganizationDissolved, context, {
      subject: { kind: "organization", id: before.organizationId },
      occasion: after.version,
      organizationId: before.organizationId,
      data: { version: after.version, formerParentId: before.parentId ?? "" },
    });
    const line = changeLine(before, after, context, { kind: "dissolved", reason: body.reason, others: [parent] });
    const consequences = { facts: [fact], lines: [line], receipt: context.receipt };
    const result = await store.dissolve(
      { before, after, parent, gate: gates.closeEmpty(before.organizationId) },
      consequences,
    );
    return await settle(store, after, result);
  };
}
