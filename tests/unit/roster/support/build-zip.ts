import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  readonly name: string;
  readonly text: string | Uint8Array;
  /** What the headers claim, where it shall differ from the truth. */
  readonly claimedSize?: number;
  readonly flags?: number;
  readonly method?: number;
}

function header(part: ZipPart, data: Buffer, packed: Buffer, isCentral: boolean, offset: number): Buffer {
  const fixed = Buffer.alloc(isCentral ? 46 : 30);
  const at = isCentral ? 2 : 0;
  fixed.writeUInt32LE(isCentral ? 0x02014b50 : 0x04034b50, 0);
  fixed.writeUInt16LE(20, 4);
  fixed.writeUInt16LE(part.flags ?? 0, 6 + at);
  fixed.writeUInt16LE(part.method ?? 8, 8 + at);
  fixed.writeUInt32LE(crc32(data), 14 + at);
  fixed.writeUInt32LE(packed.length, 18 + at);
  fixed.writeUInt32LE(part.claimedSize ?? data.length, 22 + at);
  fixed.writeUInt16LE(Buffer.byteLength(part.name), 26 + at);
  if (isCentral) fixed.writeUInt32LE(offset, 42);
  return Buffer.concat([fixed, Buffer.from(part.name)]);
}

/** A zip with exactly the given parts, which may lie about themselves. */
export function buildZip(parts: readonly ZipPart[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.text as Uint8Array);
    const packed = deflateRawSync(data);
    central.push(header(part, data, packed, true, offset));
    const body = Buffer.concat([header(part, data, packed, false, offset), packed]);
    local.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, directory, end]));
}

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface WorkbookText {
  readonly sheetData?: string;
  readonly prolog?: string;
  readonly workbookProperties?: string;
  readonly styles?: string;
}

/** The parts of a workbook with one sheet, written by hand. */
export function workbookParts(text: WorkbookText = {}): ZipPart[] {
  const prolog = text.prolog ?? '<?xml version="1.0" encoding="UTF-8"?>';
  return [
    {
      name: "[Content_Types].xml",
      text: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    },
    {
      name: "_rels/.rels",
      text: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      text: `<workbook ${NAMESPACE} xmlns:r="${RELATIONS}">${text.workbookProperties ?? ""}<sheets><sheet name="党员" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      text: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: "xl/styles.xml",
      text: `<styleSheet ${NAMESPACE}>${text.styles ?? '<cellXfs count="1"><xf numFmtId="0"/></cellXfs>'}</styleSheet>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      text: `${prolog}<worksheet ${NAMESPACE}><sheetData>${text.sheetData ?? ""}</sheetData></worksheet>`,
    },
  ];
}

export const inlineRow = (row: number, values: readonly string[]): string =>
  `<row r="${row}">${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join("")}</row>`;
