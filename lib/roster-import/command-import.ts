import { AppError } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { RosterCommitStarted, RosterImportCancelled } from "./events.ts";
import { getImport, type ImportAccess } from "./find-import.ts";
import { importTransitions, refuseMove } from "./import-states.ts";
import type { RosterFiles } from "./roster-files.ts";
import { noOutcome, RosterImport, type StoredImport } from "./roster-import.ts";
import type { cancelRosterImport as cancelRoute, commitRosterImport as commitRoute } from "./routes.ts";

/** A check writes its progress now and then; whoever loses against it looks again. */
const attempts = 5;

/** Starts the commit, once: asked again while it runs or when it is done, it shows how far it has come. Units: 2 reads, 4 writes. */
export function commitRosterImport(access: ImportAccess) {
  return async ({ params }: RouteInput<typeof commitRoute>, context: RequestContext): Promise<RosterImport> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const found = await getImport(access, params.importId, context);
      if (found.state === "committing" || found.state === "committed") return RosterImport.parse(found);
      refuseMove(found.state, "startCommit");
      const next: StoredImport = {
        ...found,
        state: importTransitions.startCommit.to,
        outcome: noOutcome,
        updatedAt: context.at.toISOString(),
        version: found.version + 1,
      };
      const fact = buildFact(RosterCommitStarted, context, {
        subject: { kind: "roster-import", id: found.importId },
        occasion: next.version,
        organizationId: found.organizationId,
        data: { plannedRows: found.plannedRows },
      });
      if (await access.store.save(next, [fact])) return RosterImport.parse(next);
    }
    throw new AppError("unavailable", { retryAfterSeconds: 1 });
  };
}

/** Cancels what is not being committed and removes its files at once. Units: 2 reads, 4 writes. */
export function cancelRosterImport({ files, ...access }: ImportAccess & { files: Pick<RosterFiles, "removeAll"> }) {
  return async ({ params }: RouteInput<typeof cancelRoute>, context: RequestContext): Promise<RosterImport> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const found = await getImport(access, params.importId, context);
      const next = await cancelOnce(access, found, context);
      if (next === undefined) continue;
      await files.removeAll(found);
      return RosterImport.parse(next);
    }
    throw new AppError("unavailable", { retryAfterSeconds: 1 });
  };
}

/** The cancelled import, or undefined when it changed meanwhile. */
async function cancelOnce(
  { store }: ImportAccess,
  found: StoredImport,
  context: RequestContext,
): Promise<StoredImport | undefined> {
  if (found.state === "cancelled") return found;
  refuseMove(found.state, "cancel");
  const next: StoredImport = {
    ...found,
    state: importTransitions.cancel.to,
    updatedAt: context.at.toISOString(),
    version: found.version + 1,
  };
  const fact = buildFact(RosterImportCancelled, context, {
    subject: { kind: "roster-import", id: found.importId },
    occasion: next.version,
    organizationId: found.organizationId,
    data: {},
  });
  return (await store.save(next, [fact])) ? next : undefined;
}
