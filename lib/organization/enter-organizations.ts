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
    const enter = async (siblings: readonly Given[]): Promise<number> => {
      let created = 0;
      for (const body of siblings) {
        try {
          await create({ body }, context);
          created += 1;
        } catch (error) {
          if (!isThere(error)) throw error;
        }
      }
      return created;
    };
    let created = 0;
    for (const families of generationsOf(organizations)) {
      for (let first = 0; first < families.length; first += familiesAtOnce) {
        const counts = await Promise.all(families.slice(first, first + familiesAtOnce).map(enter));
        created += counts.reduce((sum, count) => sum + count, 0);
      }
    }
    return created;
  };
}

/** Siblings count at one superior and would only wait for each other; families of one generation do not meet. */
const familiesAtOnce = 6;

/** Generation by generation, the children of each superior together. */
function generationsOf(organizations: readonly Given[]): Given[][][] {
  const depths = new Map<string, number>();
  const generations: Map<string, Given[]>[] = [];
  for (const given of organizations) {
    const depth = (depths.get(given.parentId) ?? -1) + 1;
    if (given.organizationId !== undefined) depths.set(given.organizationId, depth);
    const families = generations[depth] ?? new Map<string, Given[]>();
    generations[depth] = families;
    families.set(given.parentId, [...(families.get(given.parentId) ?? []), given]);
  }
  return generations.map((families) => [...families.values()]);
}

function isThere(error: unknown): boolean {
  return error instanceof AppError && error.options.reasonCode === "id_taken";
}
