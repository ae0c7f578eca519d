import { AppError } from "../shared/errors.ts";
import type { Circumstances } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RouteInput } from "../shared/route.ts";
import { createOrganization } from "./create-organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { createOrganization as route } from "./routes.ts";

type Given = RouteInput<typeof route>["body"];

/**
 * Enters a tree that the operator brings along, superiors before what stands below them. What is there already is passed
 * over, so that an interrupted run can be repeated. Gives how many were created.
 */
export function enterOrganizations(dependencies: { store: OrganizationStore; newId: NewId }) {
  const create = createOrganization(dependencies);
  return async (organizations: readonly Given[], circumstances: Circumstances): Promise<number> => {
    const context = { ...circumstances, principal: { accountId: "", assignments: [] }, receipt: undefined };
    let created = 0;
    for (const body of organizations) {
      try {
        await create({ body }, context);
        created += 1;
      } catch (error) {
        if (!isThere(error)) throw error;
      }
    }
    return created;
  };
}

function isThere(error: unknown): boolean {
  return error instanceof AppError && error.options.reasonCode === "id_taken";
}
