import { notFound, refused } from "../shared/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { getImport, type ImportAccess } from "./find-import.ts";
import type { PreviewRow } from "./preview.ts";
import type { RosterFiles } from "./roster-files.ts";
import { type CheckRun, RosterImport, type StoredImport } from "./roster-import.ts";
import type { RosterImportStore } from "./roster-import-store.ts";
import type {
  downloadRejectedRows as downloadRoute,
  getRosterImport as getRoute,
  listRosterImports as listRoute,
  listRosterRows as rowsRoute,
} from "./routes.ts";

/** Units: half a unit per 4 KB, some 60 imports. */
export function listRosterImports({ store }: { store: RosterImportStore }) {
  return async ({ query }: RouteInput<typeof listRoute>, { at }: RequestContext): Promise<Page<RosterImport>> => {
    const { organizationId, limit, cursor } = query;
    const { items, nextCursor } = await store.list({ organizationId, limit, cursor });
    const present = items.filter(({ expiresAt }) => expiresAt * 1000 > at.getTime());
    return { items: RosterImport.array().parse(present), nextCursor };
  };
}

/** Units: 1 read, and half a unit for the organisation. */
export function getRosterImport(access: ImportAccess) {
  return async ({ params }: RouteInput<typeof getRoute>, context: RequestContext): Promise<RosterImport> =>
    RosterImport.parse(await getImport(access, params.importId, context));
}

/** One page of the preview as the check wrote it: one file of 100 rows. */
export function listRosterRows({ files, ...access }: ImportAccess & { files: Pick<RosterFiles, "findPage"> }) {
  return async (
    { params, query }: RouteInput<typeof rowsRoute>,
    context: RequestContext,
  ): Promise<Page<PreviewRow>> => {
    const { importId } = params;
    const run = checkedRun(await getImport(access, importId, context));
    const list = `roster:${run.runId}:${query.result}`;
    const page = query.cursor === undefined ? 0 : Number(decodeCursor(list, query.cursor).page);
    const pages = run.pages[query.result];
    if (pages === 0) return { items: [], nextCursor: null };
    const items = await files.findPage({ importId, runId: run.runId, result: query.result, page });
    if (items === undefined) throw notFound();
    return { items, nextCursor: page + 1 < pages ? encodeCursor(list, { page: String(page + 1) }) : null };
  };
}

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The rejected rows as they were uploaded, with the reasons, for correction by hand. */
export function downloadRejectedRows({
  files,
  ...access
}: ImportAccess & { files: Pick<RosterFiles, "findRejectedWorkbook"> }) {
  return async (
    { params }: RouteInput<typeof downloadRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof downloadRoute>> => {
    const found = await getImport(access, params.importId, context);
    const { runId } = checkedRun(found);
    const bytes = await files.findRejectedWorkbook(params.importId, runId);
    if (bytes === undefined) throw notFound();
    return {
      fileName: `${found.fileName.replace(/\.[^.]*$/, "")}-退回的行.xlsx`,
      contentType: workbookType,
      content: Buffer.from(bytes).toString("base64"),
    };
  };
}

function checkedRun({ counts, run, state }: StoredImport): CheckRun {
  if (counts !== null && run !== null && state !== "cancelled") return run;
  throw refused(`import_is_${state}`, {
    zh: "这次导入没有检查结果。",
    en: "This import has no result of a check.",
  });
}
