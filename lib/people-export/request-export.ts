import { createHash } from "node:crypto";
import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { PeopleExportRequested } from "./events.ts";
import { exportPurposes } from "./export-purposes.ts";
import { type ExportFilter, keptDays, PeopleExport, type StoredExport } from "./people-export.ts";
import type { PeopleExportStore } from "./people-export-store.ts";
import type { requestPeopleExport as route } from "./routes.ts";

type Body = RouteInput<typeof route>["body"];

interface RequestDependencies {
  readonly store: Pick<PeopleExportStore, "insert">;
  readonly findPath: (organizationId: string) => Promise<string | undefined>;
  readonly newId: NewId;
}

/** Keeps what is asked for and starts the work on it. Units: 1 read, 6 writes (10 with an idempotency key). */
export function requestPeopleExport({ store, findPath, newId }: RequestDependencies) {
  return async ({ body }: RouteInput<typeof route>, context: RequestContext): Promise<PeopleExport> => {
    await refuseNeedlessIdNumbers(findPath, body, context);
    const created = firstVersion(newId(), body, context);
    const shown = PeopleExport.parse(created);
    await store.insert(
      created,
      shown,
      buildFact(PeopleExportRequested, context, { ...aboutOf(created), data: askedIn(created) }),
      context.receipt,
    );
    return shown;
  };
}

/** Full id numbers leave for a purpose that needs them, with whoever may reveal them. */
async function refuseNeedlessIdNumbers(
  findPath: RequestDependencies["findPath"],
  { withIdNumbers, purpose, organizationId }: Body,
  { principal }: RequestContext,
): Promise<void> {
  if (!withIdNumbers) return;
  if (!exportPurposes[purpose].needsIdNumbers) {
    const reason = { zh: "该用途不需要完整身份证号码", en: "This purpose does not need full id numbers" };
    throw new AppError("validation_failed", { errors: [{ field: "body.withIdNumbers", reason }] });
  }
  const path = await findPath(organizationId);
  if (path === undefined || !isAllowed(principal, "person.reveal", path)) throw new AppError("forbidden");
}

function firstVersion(exportId: string, body: Body, { at, principal }: RequestContext): StoredExport {
  const { organizationId, purpose, format, withIdNumbers } = body;
  const expires = new Date(at.getTime() + keptDays * 24 * 60 * 60 * 1000);
  const filter: ExportFilter = { q: body.q ?? null, stage: body.stage ?? null, flag: body.flag ?? null };
  return {
    exportId,
    organizationId,
    filter,
    purpose,
    format,
    withIdNumbers,
    state: "collecting",
    failure: null,
    requestedBy: principal.accountId,
    requestedAt: at.toISOString(),
    count: null,
    madeCount: 0,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    readyAt: null,
    expiresOn: chinaDay(expires),
    parts: 0,
    downloads: 0,
    // With the export's id in it, so that equal searches of different days do not look alike.
    filterDigest: createHash("sha256")
      .update(JSON.stringify([exportId, filter]))
      .digest("base64url"),
    version: 1,
    position: null,
    slices: 0,
    madeSlices: 0,
    expiresAt: Math.floor(expires.getTime() / 1000),
  };
}

export function askedIn({ purpose, format, withIdNumbers, filterDigest }: StoredExport) {
  return { purpose, format, withIdNumbers, filterDigest };
}

export function aboutOf({ exportId, version, organizationId }: StoredExport) {
  return { subject: { kind: "people-export", id: exportId }, occasion: version, organizationId };
}
