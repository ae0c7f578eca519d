import { isAllowed, type Principal } from "../shared/access.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { OrganizationDirectory } from "./organization-directory.ts";
import type { PersonStore, StoredPerson } from "./person-store.ts";
import type { OpenCorrection, listOpenCorrections as route } from "./routes.ts";

export interface CorrectionDependencies {
  readonly store: Pick<PersonStore, "listOpenCorrections" | "findMany">;
  readonly organizations: Pick<OrganizationDirectory, "findPath">;
}

const list = "open-corrections";

/**
 * The requests for correction that wait for an answer, the oldest first, from all branches in which the reader may decide
 * them. Units: 1 for each request that is looked at, and half a unit for each branch. A page may be short, even empty, and still
 * have a next one: requests of other branches are passed over.
 */
export function listOpenCorrections({ store, organizations }: CorrectionDependencies) {
  return async ({ query }: RouteInput<typeof route>, { principal }: RequestContext): Promise<Page<OpenCorrection>> => {
    const from = query.cursor === undefined ? undefined : (decodeCursor(list, query.cursor).from ?? "");
    const page = await store.listOpenCorrections({ limit: query.limit, from });
    const found = await store.findMany([...new Set(page.items.map(({ personId }) => personId))]);
    const people = new Map(found.map((person) => [person.personId, person]));
    const mine = await managedBy(principal, found, organizations);
    return {
      items: page.items.flatMap(({ personId, correctionId, at, fields }) => {
        const person = people.get(personId);
        if (person === undefined || !mine.has(person.organizationId)) return [];
        const { organizationId, fields: known } = person;
        return [{ personId, correctionId, at, fields: [...fields], name: known.name, organizationId }];
      }),
      nextCursor: page.next === null ? null : encodeCursor(list, { from: page.next }),
    };
  };
}

async function managedBy(
  principal: Principal,
  people: readonly StoredPerson[],
  organizations: Pick<OrganizationDirectory, "findPath">,
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(people.map(({ organizationId }) => organizationId))];
  const paths = await Promise.all(ids.map((id) => organizations.findPath(id)));
  return new Set(ids.filter((_, index) => isAllowed(principal, "person.manage", paths[index] ?? "")));
}
