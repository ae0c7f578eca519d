import { notFound } from "../shared/errors.ts";
import { decodeCursor, encodeCursor, invalidCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type {
  listTransfers as listRoute,
  listOwnTransfers as ownRoute,
  listTransfersOfPerson as personRoute,
} from "./routes.ts";
import type { TransferDependencies } from "./sides-of.ts";
import type { StoredTransfer, TransferView } from "./transfer.ts";
import type { TransferKey } from "./transfer-store.ts";
import { viewsOf } from "./transfer-views.ts";

/** What one request reads of the university's transfers at most: some 200 KB, 25 units. */
const readTogether = 100;
const mostReads = 4;

/**
 * The transfers out of or into a subtree. Units: for a branch 2 to 4 for the transfers; for a committee half a unit for
 * each 4 KB of its tree and of the university's transfers, 100 of which take some 7. To each row 1 for the person and up to
 * 1 for the branches. The page of a committee may be short and still have a next one.
 */
export function listTransfers(dependencies: TransferDependencies) {
  return async ({ query }: RouteInput<typeof listRoute>, context: RequestContext): Promise<Page<TransferView>> => {
    const { organizationId, direction, status, limit, cursor } = query;
    const { isBranch, branchIds } = await dependencies.branches.listBranches(organizationId);
    const list = `transfers:${organizationId}:${direction}:${status}`;
    const after = cursor === undefined ? undefined : keyIn(list, cursor);
    const { found, next } = isBranch
      ? await readBranch(dependencies, { organizationId, direction, status, limit, after })
      : await readBelow(dependencies, { branchIds, direction, status, limit, after });
    return {
      items: await viewsOf(dependencies, found, context),
      nextCursor: next === undefined ? null : encodeCursor(list, next),
    };
  };
}

/** The transfers of one person, newest first. */
export function listTransfersOfPerson(dependencies: TransferDependencies) {
  return async ({ params, query }: RouteInput<typeof personRoute>, context: RequestContext) =>
    await readPerson(dependencies, { ...params, ...query }, context);
}

export function listOwnTransfers(dependencies: TransferDependencies) {
  return async ({ query }: RouteInput<typeof ownRoute>, context: RequestContext): Promise<Page<TransferView>> => {
    const person = await dependencies.people.findByCampusId(context.principal.accountId);
    if (person === undefined) throw notFound();
    return await readPerson(dependencies, { personId: person.personId, ...query }, context);
  };
}

async function readPerson(
  dependencies: TransferDependencies,
  { personId, limit, cursor }: { personId: string; limit: number; cursor?: string | undefined },
  context: RequestContext,
): Promise<Page<TransferView>> {
  const list = `transfers-of:${personId}`;
  const after = cursor === undefined ? undefined : keyIn(list, cursor);
  const { transfers, hasMore } = await dependencies.store.listOfPerson(personId, { limit, after });
  const next = hasMore ? keyOf(transfers.at(-1)) : undefined;
  return {
    items: await viewsOf(dependencies, transfers, context),
    nextCursor: next === undefined ? null : encodeCursor(list, next),
  };
}

interface Wanted {
  readonly direction: "out" | "in";
  readonly status: "open" | "closed";
  readonly limit: number;
  readonly after: TransferKey | undefined;
}

interface Found {
  readonly found: readonly StoredTransfer[];
  readonly next: (TransferKey & Record<string, string>) | undefined;
}

async function readBranch(
  { store }: TransferDependencies,
  { organizationId, direction, ...page }: Wanted & { organizationId: string },
): Promise<Found> {
  const { transfers, hasMore } = await store.list({ of: "branch", organizationId, direction }, page);
  return { found: transfers, next: hasMore ? keyOf(transfers.at(-1)) : undefined };
}

async function readBelow(
  { store }: TransferDependencies,
  { branchIds, direction, status, limit, after }: Wanted & { branchIds: ReadonlySet<string> },
): Promise<Found> {
  const found: StoredTransfer[] = [];
  let last = after;
  for (let read = 1; read <= mostReads; read++) {
    const { transfers, hasMore } = await store.list({ of: "university" }, { status, limit: readTogether, after: last });
    for (const transfer of transfers) {
      if (found.length === limit) return { found, next: keyOf(found.at(-1)) };
      const place = direction === "out" ? transfer.fromOrganizationId : transfer.toOrganizationId;
      if (branchIds.has(place)) found.push(transfer);
    }
    if (!hasMore) return { found, next: undefined };
    last = transfers.at(-1);
  }
  return { found, next: keyOf(last) };
}

function keyOf(transfer: TransferKey | undefined): (TransferKey & Record<string, string>) | undefined {
  return transfer && { personId: transfer.personId, transferId: transfer.transferId };
}

function keyIn(list: string, cursor: string): TransferKey {
  const { personId, transferId } = decodeCursor(list, cursor);
  if (!personId || !transferId) throw invalidCursor();
  return { personId, transferId };
}
