import type { Page } from "../shared/page.ts";
import type { RouteInput } from "../shared/route.ts";
import type { AuditEntry } from "./audit-entry.ts";
import type { AuditStore } from "./audit-store.ts";
import type { listAuditEntries as listRoute } from "./routes.ts";

/** Lists entries with the names of who acted, looked up now: the chain itself holds no names. */
export function listAuditEntries({
  store,
  findNames,
}: {
  store: AuditStore;
  findNames: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}) {
  return async ({ query }: RouteInput<typeof listRoute>): Promise<Page<AuditEntry>> => {
    const { organizationId, limit, cursor } = query;
    const page = await store.list({ organizationId, limit, cursor });
    const names = await findNames(page.items.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])));
    return {
      items: page.items.map(({ actorId, ...entry }) => ({
        ...entry,
        actor: { accountId: actorId, name: actorId === null ? null : (names.get(actorId) ?? null) },
      })),
      nextCursor: page.nextCursor,
    };
  };
}
