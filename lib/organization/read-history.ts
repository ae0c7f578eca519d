import { isAllowed } from "../shared/access.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { OrganizationStore } from "./organization-store.ts";
import { getShown } from "./read-organizations.ts";
import type { listOrganizationHistory as route } from "./routes.ts";

type Line = RouteOutput<typeof route>["items"][number];

interface HistoryDependencies {
  readonly store: Pick<OrganizationStore, "find" | "listLines">;
  readonly findNames: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * What became of an organisation, the latest first. Who did it is shown to those who read the record of the place. Units: 1
 * read, half a unit per 4 KB of the page, and half a unit per name.
 */
export function listOrganizationHistory({ store, findNames }: HistoryDependencies) {
  return async ({ params, query }: RouteInput<typeof route>, context: RequestContext): Promise<Page<Line>> => {
    const node = await getShown(store, params.organizationId, context);
    const { items, nextCursor } = await store.listLines(node.organizationId, {
      limit: query.limit,
      cursor: query.cursor,
    });
    const maySeeWho = isAllowed(context.principal, "audit.read", node.path);
    const actors = maySeeWho ? items.flatMap(({ actor }) => actor ?? []) : [];
    const names = actors.length === 0 ? undefined : await findNames([...new Set(actors)]);
    const lines = items.map(({ actor, ...line }) => ({
      ...line,
      actor: maySeeWho ? { accountId: actor, name: actor === null ? null : (names?.get(actor) ?? null) } : null,
    }));
    return { items: lines, nextCursor };
  };
}
