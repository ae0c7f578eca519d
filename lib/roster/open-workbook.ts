import { readCellStyles } from "./cell-styles.ts";
import { RosterFileError } from "./file-errors.ts";
import { ROSTER_LIMITS } from "./limits.ts";
import type { DateSystem } from "./partial-date.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { readSheetRows } from "./sheet-rows.ts";
import type { Table } from "./table.ts";
import { unpackText, unpackWhole } from "./unpack-part.ts";
import { startTags } from "./xml-tags.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";

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

interface Relation {
  readonly id: string;
  /** The last word of the type: worksheet, sharedStrings, styles. */
  readonly type: string;
  readonly path: string;
}

function readRelations(xml: string): Relation[] {
  return [...startTags(xml, "Relationship")].map((relation) => ({
    id: relation.get("Id") ?? "",
    type: relation.get("Type")?.split("/").at(-1) ?? "",
    path: resolveTarget(relation.get("Target") ?? ""),
  }));
}

function listSheets(workbookXml: string, relations: readonly Relation[], parts: Parts): SheetPart[] {
  const worksheets = relations.filter(({ type }) => type === "worksheet");
  const targets = new Map(worksheets.map(({ id, path }) => [id, path]));
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

function readDateSystem(workbookXml: string): DateSystem {
  const [properties] = startTags(workbookXml, "workbookPr");
  return ["1", "true"].includes(properties?.get("date1904") ?? "") ? "1904" : "1900";
}

/**
 * Opens a workbook: checks the container, reads names, styles and the string table. The worksheets are unpacked only when
 * their rows are asked for. Parts that a roster does not need (drawings, themes, links) are never unpacked.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Table[]> {
  const parts = readZipDirectory(bytes);
  refuseOtherPackages(parts);
  const whole = (name: string) => unpackWhole(bytes, parts.get(name));
  if (/macroEnabled/i.test(await whole(CONTENT_TYPES))) throw new RosterFileError("workbook_with_macros");
  const workbookXml = await whole(WORKBOOK);
  const relations = readRelations(await whole(RELATIONS));
  const pathOf = (wanted: string): string => relations.find(({ type }) => type === wanted)?.path ?? "";
  const sheets = listSheets(workbookXml, relations, parts);
  const tables = {
    dateSystem: readDateSystem(workbookXml),
    styles: readCellStyles(await whole(pathOf("styles"))),
    strings: await readSharedStrings(bytes, parts.get(pathOf("sharedStrings"))),
  };
  return sheets.map(({ name, entry }) => ({
    sheet: name,
    dateSystem: tables.dateSystem,
    rows: () => readSheetRows(unpackText(bytes, entry), tables),
  }));
}
