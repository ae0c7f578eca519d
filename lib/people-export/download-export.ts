import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { type ExportAccess, isOver } from "./decide-export.ts";
import { PeopleExportDownloaded } from "./events.ts";
import type { ExportFiles } from "./export-files.ts";
import type { StoredExport } from "./people-export.ts";
import { aboutOf } from "./request-export.ts";
import type { downloadPeopleExport as route } from "./routes.ts";

const contentTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/** Downloads of one file at the same moment write its count one after the other. */
const attempts = 4;

/**
 * Gives a part of the file to whoever asked for the export and may still export there. The fact stands before the part is
 * given; a repeat is another download. Units: 3 reads, 4 writes, and one object.
 */
export function downloadPeopleExport({
  store,
  files,
  findPath,
}: ExportAccess & { files: Pick<ExportFiles, "findPart"> }) {
  return async (
    { params, body }: RouteInput<typeof route>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof route>> => {
    const found = await getOwnReady({ store, findPath }, params.exportId, context);
    const content = body.part < found.parts ? await files.findPart(found.exportId, body.part) : undefined;
    if (content === undefined) throw notFound();
    await record({ store, findPath }, params.exportId, body.part, context);
    return {
      fileName: `人员名册-${chinaDay(new Date(found.readyAt ?? found.requestedAt))}.${found.format}`,
      contentType: contentTypes[found.format],
      content: Buffer.from(content).toString("base64"),
      parts: found.parts,
    };
  };
}

async function getOwnReady(
  { store, findPath }: ExportAccess,
  exportId: string,
  { principal, at }: RequestContext,
): Promise<StoredExport> {
  const found = await store.find(exportId);
  if (found === undefined || found.requestedBy !== principal.accountId || isOver(found, at)) throw notFound();
  const path = await findPath(found.organizationId);
  if (path === undefined || !isAllowed(principal, "person.export", path)) throw notFound();
  if (found.state === "ready") return found;
  throw refused(`export_is_${found.state}`, { zh: "文件尚未生成。", en: "There is no file yet." });
}

async function record(access: ExportAccess, exportId: string, part: number, context: RequestContext): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const found = await getOwnReady(access, exportId, context);
    const downloads = found.downloads + (part === 0 ? 1 : 0);
    const next: StoredExport = { ...found, downloads, version: found.version + 1 };
    const data = { part, withIdNumbers: found.withIdNumbers };
    if (await access.store.save(next, [buildFact(PeopleExportDownloaded, context, { ...aboutOf(next), data })])) return;
  }
  throw new AppError("unavailable", { retryAfterSeconds: 1 });
}
