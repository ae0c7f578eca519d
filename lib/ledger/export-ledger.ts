import { notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { ledgerYearOf } from "./count-ledger.ts";
import type { getLedgerDocument as route } from "./file-routes.ts";
import type { LedgerStore } from "./ledger-store.ts";
import { type LedgerWords, ledgerHeadings, ledgerLines, monthHeadings, monthLines } from "./ledger-table.ts";
import { type LedgerPaper, writeLedgerDocument, writeLedgerWorkbook } from "./write-ledger.ts";

export interface ExportDependencies {
  readonly store: LedgerStore;
  readonly words: LedgerWords;
  readonly findName: (organizationId: string) => Promise<string | undefined>;
  /** A name that is safe on every machine. */
  readonly fileNameOf: (name: string, extension: string) => string;
}

const officeType = (part: string) => `application/vnd.openxmlformats-officedocument.${part}`;
const contentTypes = {
  xlsx: officeType("spreadsheetml.sheet"),
  docx: officeType("wordprocessingml.document"),
} as const;

/** The ledger of a year as a file. Nobody's name is in it. Units: 1 read for the place and 1 for some 10 activities. */
export function getLedgerDocument({ store, words, findName, fileNameOf }: ExportDependencies) {
  return async ({ query }: RouteInput<typeof route>, { at }: RequestContext): Promise<RouteOutput<typeof route>> => {
    const { organizationId, year, format } = query;
    const name = await findName(organizationId);
    if (name === undefined) throw notFound();
    const entries = await store.organizations.listEntries({ owner: organizationId, year });
    const { cells, filed, due, present } = ledgerYearOf(entries, organizationId);
    const paper: LedgerPaper = {
      title: `${name}${year}年工作台账`,
      summary: `已归档${filed}项；应到${due}人次，到会${present}人次`,
      headings: ledgerHeadings,
      lines: ledgerLines(entries, words),
      monthHeadings,
      monthLines: monthLines(cells, words),
      writtenAt: at,
    };
    const bytes = format === "xlsx" ? await writeLedgerWorkbook(paper) : await writeLedgerDocument(paper);
    return {
      fileName: fileNameOf(paper.title, format),
      contentType: contentTypes[format],
      content: Buffer.from(bytes).toString("base64"),
    };
  };
}
