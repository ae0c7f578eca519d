import { chinaDay } from "../shared/clock.ts";
import { AppError } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { RosterUploaded } from "./events.ts";
import { keptDays, largestFileBytes } from "./limits.ts";
import type { RosterFiles } from "./roster-files.ts";
import { RosterImport, type StoredImport } from "./roster-import.ts";
import type { RosterImportStore } from "./roster-import-store.ts";
import type { createRosterImport as route } from "./routes.ts";

/**
 * Keeps the file and starts its check. The file comes first: without an import it is unreachable and expires, while an
 * import without its file would be a promise that cannot be kept. Units: 4 writes (8 with an idempotency key).
 */
export function createRosterImport({
  store,
  files,
  newId,
}: {
  store: RosterImportStore;
  files: Pick<RosterFiles, "putUpload">;
  newId: NewId;
}) {
  return async ({ body }: RouteInput<typeof route>, context: RequestContext): Promise<RosterImport> => {
    const bytes = new Uint8Array(Buffer.from(body.content, "base64"));
    if (bytes.length > largestFileBytes) throw new AppError("payload_too_large");
    const asOf = dayOfRoster(body.asOf, chinaDay(context.at));
    const importId = newId();
    await files.putUpload(importId, bytes);
    const created = firstVersion({ ...body, importId, asOf, fileBytes: bytes.length }, context);
    const shown = RosterImport.parse(created);
    const fact = buildFact(RosterUploaded, context, {
      subject: { kind: "roster-import", id: importId },
      occasion: created.version,
      organizationId: created.organizationId,
      data: { fileBytes: bytes.length },
    });
    await store.insert(created, shown, fact, context.receipt);
    return shown;
  };
}

function dayOfRoster(wanted: string | undefined, today: string): string {
  if (wanted === undefined || wanted <= today) return wanted ?? today;
  throw new AppError("validation_failed", {
    errors: [{ field: "body.asOf", reason: { zh: "不能晚于今天", en: "Not later than today" } }],
  });
}

function firstVersion(
  given: Pick<StoredImport, "importId" | "organizationId" | "fileName" | "fileBytes" | "asOf"> & {
    sheet?: string | undefined;
  },
  { at, principal }: RequestContext,
): StoredImport {
  const expires = new Date(at.getTime() + keptDays * 24 * 60 * 60 * 1000);
  const { importId, organizationId, fileName, fileBytes, asOf, sheet } = given;
  return {
    importId,
    organizationId,
    fileName,
    fileBytes,
    asOf,
    sheet: sheet ?? null,
    state: "uploaded",
    createdBy: principal.accountId,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    expiresOn: chinaDay(expires),
    checkedRows: 0,
    counts: null,
    columns: [],
    failure: null,
    plannedRows: 0,
    committedRows: 0,
    outcome: null,
    conflictRows: [],
    version: 1,
    checkAttempts: 0,
    run: null,
    committedBatches: 0,
    expiresAt: Math.floor(expires.getTime() / 1000),
  };
}
