import { isAllowed } from "../shared/access.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { PeopleExportDecided } from "./events.ts";
import { PeopleExport, type StoredExport } from "./people-export.ts";
import type { PeopleExportStore } from "./people-export-store.ts";
import { aboutOf } from "./request-export.ts";
import type {
  decidePeopleExport as decideRoute,
  listOwnPeopleExports as ownRoute,
  listWaitingPeopleExports as waitingRoute,
} from "./routes.ts";

export interface ExportAccess {
  readonly store: PeopleExportStore;
  readonly findPath: (organizationId: string) => Promise<string | undefined>;
}

/** A second person says yes or no; nobody decides about the own request. Units: 3 reads, 6 writes. */
export function decidePeopleExport({ store, findPath }: ExportAccess) {
  return async ({ params, body }: RouteInput<typeof decideRoute>, context: RequestContext): Promise<PeopleExport> => {
    const found = await store.find(params.exportId);
    const path = found === undefined ? undefined : await findPath(found.organizationId);
    if (found === undefined || path === undefined || isOver(found, context.at)) throw notFound();
    if (!isAllowed(context.principal, "person.export.approve", path)) throw notFound();
    if (found.requestedBy === context.actor) throw refused("own_request", ownRequest);
    if (found.state !== "waiting") throw refused(`export_is_${found.state}`, notWaiting);
    const next: StoredExport = {
      ...found,
      state: body.decision === "approved" ? "making" : "declined",
      decidedBy: context.actor,
      decidedAt: context.at.toISOString(),
      decisionNote: body.note ?? null,
      version: found.version + 1,
    };
    const data = { decision: body.decision, count: found.count ?? 0 };
    if (await store.save(next, [buildFact(PeopleExportDecided, context, { ...aboutOf(next), data })])) {
      return PeopleExport.parse(next);
    }
    throw new AppError("unavailable", { retryAfterSeconds: 1 });
  };
}

const ownRequest = {
  zh: "不能审批自己的导出申请，请由另一位有权限的同志审批。",
  en: "Nobody decides about the own request; somebody else with the permission has to.",
};
const notWaiting = { zh: "该申请已不在等待审批。", en: "The request does not wait for a decision." };

/** What the caller asked for. Units: half a unit per 4 KB, some eight exports. */
export function listOwnPeopleExports({ store }: Pick<ExportAccess, "store">) {
  return async ({ query }: RouteInput<typeof ownRoute>, { principal, at }: RequestContext) => {
    const { limit, cursor } = query;
    const { items, nextCursor } = await store.listOf(principal.accountId, { limit, cursor });
    return { items: items.filter((one) => !isOver(one, at)).map((one) => PeopleExport.parse(one)), nextCursor };
  };
}

interface Waiting extends PeopleExport {
  requesterName: string | null;
}

/** What waits for the caller's consent: a page may be short, and still have a next one. Units: 1 read an export. */
export function listWaitingPeopleExports({
  store,
  findPath,
  findNames,
}: ExportAccess & { findNames: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>> }) {
  return async (
    { query }: RouteInput<typeof waitingRoute>,
    { principal, at }: RequestContext,
  ): Promise<Page<Waiting>> => {
    const { limit, cursor } = query;
    const { items, nextCursor } = await store.listWaiting({ limit, cursor });
    const others = items.filter((one) => one.requestedBy !== principal.accountId && !isOver(one, at));
    const allowed = await Promise.all(
      others.map(async (one) => {
        const path = await findPath(one.organizationId);
        return path !== undefined && isAllowed(principal, "person.export.approve", path);
      }),
    );
    const mine = others.filter((_, index) => allowed[index]);
    const names = await findNames(mine.map(({ requestedBy }) => requestedBy));
    return {
      items: mine.map((one) => ({
        ...PeopleExport.parse(one),
        requesterName: names.get(one.requestedBy) ?? null,
      })),
      nextCursor,
    };
  };
}

/** DynamoDB removes an item up to some days after its time. */
export function isOver({ expiresAt }: StoredExport, at: Date): boolean {
  return expiresAt * 1000 <= at.getTime();
}
