import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";
import { readMonthStyles } from "./month-styles.ts";
import { scanSheet } from "./scan-sheet.ts";
import { unpackText, unpackWhole } from "./unpack-part.ts";
import { startTags } from "./xml-tags.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";

export type DateSystem = "1900" | "1904";

export interface InspectedSheet {
  readonly name: string;
  readonly monthCells: ReadonlySet<number>;
}

export interface InspectedWorkbook {
  readonly dateSystem: DateSystem;
  readonly sheets: readonly InspectedSheet[];
}

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
const CONTENT_TYPES = "[Content_Types].xml";

type Parts = ReadonlyMap<string, ZipEntry>;

function refuseOtherPackages(parts: Parts): void {
  const names = [...parts.keys()];
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) throw new RosterFileError("workbook_with_macros");
  if (parts.has("xl/workbook.bin")) throw new RosterFileError("binary_excel_format");
  if (parts.has("mimetype") && parts.has("content.xml")) throw new RosterFileError("open_document_format");
  if (!parts.has(CONTENT_TYPES)) throw new RosterFileError("not_a_spreadsheet");
  if (!names.some((name) => name.startsWith("xl/"))) throw new RosterFileError("not_a_spreadsheet");
  if (!parts.has(WORKBOOK) || !parts.has(RELATIONS)) throw new RosterFileError("damaged_workbook", { name: WORKBOOK });
}

function resolveTarget(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}

interface SheetPart {
  readonly name: string;
  readonly entry: ZipEntry;
}

function listSheets(workbookXml: string, relationsXml: string, parts: Parts): SheetPart[] {
  const targets = new Map<string, string>();
  for (const relation of startTags(relationsXml, "Relationship")) {
    if (!(relation.get("Type") ?? "").endsWith("/worksheet")) continue;
    targets.set(relation.get("Id") ?? "", resolveTarget(relation.get("Target") ?? ""));
  }
  const sheets: SheetPart[] = [];
  for (const sheet of startTags(workbookXml, "sheet")) {
    const name = sheet.get("name") ?? "";
    const relation = [...sheet].find(([attribute]) => attribute.endsWith(":id"))?.[1] ?? "";
    const path = targets.get(relation);
    // A chart sheet has another relation type and no cells.
    if (path === undefined) continue;
    const entry = parts.get(path);
    if (!entry) throw new RosterFileError("damaged_workbook", { name: path });
    if (sheets.some((other) => other.name === name)) throw new RosterFileError("damaged_workbook", { sheet: name });
    sheets.push({ name, entry });
  }
  if (sheets.length === 0) throw new RosterFileError("damaged_workbook", { name: WORKBOOK });
  if (sheets.length > ROSTER_LIMITS.sheets) throw new RosterFileError("too_many_sheets");
  return sheets;
}

/**
 * Unpacks every XML part once, keeping almost nothing, so that whatever is wrong with the container is known before the
 * workbook library sees it. Gives the worksheets in order, the date system, and the cells that Excel shows as a month.
 */
export async function inspectWorkbook(bytes: Uint8Array): Promise<InspectedWorkbook> {
  const parts = readZipDirectory(bytes);
  refuseOtherPackages(parts);
  const whole = async (name: string): Promise<string> => {
    const entry = parts.get(name);
    return entry ? unpackWhole(bytes, entry) : "";
  };
  if (/macroEnabled/i.test(await whole(CONTENT_TYPES))) throw new RosterFileError("workbook_with_macros");
  const workbookXml = await whole(WORKBOOK);
  const sheetParts = listSheets(workbookXml, await whole(RELATIONS), parts);
  const monthStyles = readMonthStyles(await whole("xl/styles.xml"));
  const sheets: InspectedSheet[] = [];
  for (const { name, entry } of sheetParts) {
    sheets.push({ name, monthCells: await scanSheet(unpackText(bytes, entry), monthStyles) });
  }
  await checkOtherParts(bytes, parts, new Set(sheetParts.map(({ entry }) => entry)));
  const [properties] = startTags(workbookXml, "workbookPr");
  const is1904 = ["1", "true"].includes(properties?.get("date1904") ?? "");
  return { dateSystem: is1904 ? "1904" : "1900", sheets };
}

async function checkOtherParts(bytes: Uint8Array, parts: Parts, done: ReadonlySet<ZipEntry>): Promise<void> {
  for (const entry of parts.values()) {
    if (done.has(entry) || !/\.(xml|rels)$/i.test(entry.name)) continue;
    for await (const _text of unpackText(bytes, entry));
  }
}
