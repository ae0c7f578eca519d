import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { RosterFileError } from "../../../lib/roster/file-errors.ts";
import { ROSTER_LIMITS } from "../../../lib/roster/limits.ts";
import { unpackText } from "../../../lib/roster/unpack-part.ts";
import { readZipDirectory } from "../../../lib/roster/zip-directory.ts";
import { outcomeOf, readAll, readFixture } from "./support/build-roster.ts";
import { buildZip, inlineRow, type WorkbookText, workbookParts } from "./support/build-zip.ts";

const HEADINGS = ["姓名", "身份证号码", "人员类别", "所在党组织"];
const utf8 = (text: string) => new TextEncoder().encode(text);
const sheets = [{ name: "党员", rows: [HEADINGS, ["张三", "1", "正式党员", "某支部"]] }];
const handmade = (text: WorkbookText = {}) =>
  buildZip(workbookParts({ sheetData: inlineRow(1, HEADINGS) + inlineRow(2, ["张三"]), ...text }));

/** Letters that compress no further than to about a half, so that no ratio gives them away. */
function noiseOf(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 65 + (state >>> 28);
  });
}

async function replacePart(name: string, change: object): Promise<string> {
  const parts = workbookParts({ sheetData: inlineRow(1, HEADINGS) + inlineRow(2, ["张三"]) });
  return outcomeOf(buildZip(parts.map((part) => (part.name === name ? { ...part, ...change } : part))));
}

describe("the container of a roster", () => {
  it("reads an .xlsx by its content", async () => {
    expect(await outcomeOf(await writeXlsx({ sheets }))).toBe("1 rows");
    expect(await outcomeOf(handmade())).toBe("1 rows");
  });

  it("tells apart what is only named like a workbook", async () => {
    const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const others: [string, Uint8Array][] = [
      ["empty_file", new Uint8Array()],
      ["old_excel_format", new Uint8Array([...ole, ...new Array(600).fill(0)])],
      ["html_file", utf8("\ufeff  <html><table><tr><td>姓名</td></tr></table></html>")],
      ["html_file", utf8("<!DOCTYPE html><body></body>")],
      ["html_file", utf8('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"')],
      [
        "xml_spreadsheet",
        utf8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      ],
      ["pdf_file", utf8("%PDF-1.7 …")],
      ["not_a_spreadsheet", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
      ["not_a_spreadsheet", buildZip([{ name: "word/document.xml", text: "<w/>" }])],
      [
        "open_document_format",
        buildZip([
          { name: "mimetype", text: "application/vnd.oasis.opendocument.spreadsheet" },
          { name: "content.xml", text: "<o/>" },
        ]),
      ],
      ["binary_excel_format", buildZip([{ name: "xl/workbook.bin", text: "x" }])],
      ["workbook_with_macros", await writeXlsx({ sheets, vbaProject: new Uint8Array([1, 2, 3]) })],
    ];
    for (const [code, bytes] of others) expect(await outcomeOf(bytes)).toBe(code);
  });

  it("asks for the password to be removed", async () => {
    const encrypted = await writeXlsx({ sheets, encryption: { password: "1", spinCount: 1000 } });
    expect(await outcomeOf(encrypted)).toBe("encrypted_workbook");
    expect(await replacePart("xl/worksheets/sheet1.xml", { flags: 1 })).toBe("encrypted_workbook");
  });

  it("refuses document types in every part", async () => {
    const prolog = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
    expect(await outcomeOf(handmade({ prolog }))).toBe("document_type_declared");
    expect(await replacePart("xl/styles.xml", { text: '<!DOCTYPE x><styleSheet xmlns="x"/>' })).toBe(
      "document_type_declared",
    );
  });

  it("refuses what is too large before unpacking it", async () => {
    const huge = new Uint8Array(3 * 1024 * 1024);
    expect(await outcomeOf(new Uint8Array(ROSTER_LIMITS.fileBytes + 1))).toBe("file_too_large");
    expect(await replacePart("xl/worksheets/sheet1.xml", { text: huge })).toBe("suspicious_compression");
    expect(await replacePart("xl/worksheets/sheet1.xml", { claimedSize: 0x7fffffff })).toBe("suspicious_compression");
    const entries = Array.from({ length: ROSTER_LIMITS.zipEntries + 1 }, (_, n) => ({ name: `xl/${n}`, text: "" }));
    expect(await outcomeOf(buildZip(entries))).toBe("too_many_parts");
    const megabyte = { text: "", claimedSize: ROSTER_LIMITS.ratioFromBytes };
    const parts = Array.from({ length: 101 }, (_, n) => ({ name: `xl/${n}.xml`, ...megabyte }));
    expect(await outcomeOf(buildZip(parts))).toBe("unpacked_too_large");
  });

  it("refuses a string table that would not fit into memory, and too many sheets", async () => {
    const parts = workbookParts();
    const relations = (relation: string) =>
      parts.map((part) =>
        part.name.endsWith("workbook.xml.rels")
          ? { ...part, text: String(part.text).replace("</Relationships>", `${relation}</Relationships>`) }
          : part,
      );
    const table = {
      name: "xl/strings.xml",
      text: noiseOf((4 * ROSTER_LIMITS.sharedStringBytes) / ROSTER_LIMITS.compressionRatio),
      claimedSize: ROSTER_LIMITS.sharedStringBytes + 1,
    };
    const withTable = relations('<Relationship Id="s" Type="x/sharedStrings" Target="strings.xml"/>');
    expect(await outcomeOf(buildZip([...withTable, table]))).toBe("unpacked_too_large");
    const many = Array.from({ length: ROSTER_LIMITS.sheets + 1 }, (_, n) => ({ name: `${n}`, rows: [["x"]] }));
    expect(await outcomeOf(await writeXlsx({ sheets: many }))).toBe("too_many_sheets");
  });

  it("stops unpacking as soon as a part is longer than it claims", async () => {
    const bytes = buildZip([{ name: "a.xml", text: noiseOf(20_000_000), claimedSize: 100_000 }]);
    const [entry] = readZipDirectory(bytes).values();
    if (!entry) throw new Error("no part");
    let size = 0;
    const unpack = async () => {
      for await (const text of unpackText(bytes, entry)) size += text.length;
    };
    await expect(unpack()).rejects.toMatchObject({ code: "damaged_workbook" });
    expect(size).toBeLessThanOrEqual(100_000);
  });

  it("does not believe the sizes in the directory", async () => {
    for (const claimedSize of [0, 10, 100_000]) {
      expect(await replacePart("xl/worksheets/sheet1.xml", { claimedSize })).toBe("damaged_workbook");
    }
    expect(await replacePart("xl/worksheets/sheet1.xml", { claimedSize: 0xffffffff })).toBe("damaged_workbook");
    expect(await replacePart("xl/worksheets/sheet1.xml", { method: 99 })).toBe("damaged_workbook");
    const twice = workbookParts();
    expect(await outcomeOf(buildZip([...twice, ...twice.slice(-1)]))).toBe("damaged_workbook");
  });

  it("refuses a tag that never ends, and rows out of order", async () => {
    const endless = `<c ${"a".repeat(ROSTER_LIMITS.tagCharacters * 2)}`;
    expect(await outcomeOf(handmade({ sheetData: endless }))).toMatch(/damaged|suspicious/);
    const disordered = inlineRow(1, HEADINGS) + inlineRow(5, ["张三"]) + inlineRow(4, ["李四"]);
    expect(await outcomeOf(handmade({ sheetData: disordered }))).toBe("damaged_workbook");
  });

  it("takes no longer for markup that was made to be slow", async () => {
    const long = 2_000_000;
    const noise = (piece: string) =>
      Array.from({ length: long / piece.length / 4 }, (_, n) => `${piece}${n % 97}`).join("");
    for (const piece of ['<c r="', "<c >", "<!--", "<![CDATA[", "<xf a", '<row x="', "<t>&amp"]) {
      expect(await outcomeOf(handmade({ sheetData: noise(piece) }))).toBeTypeOf("string");
      expect(await outcomeOf(handmade({ styles: `<cellXfs>${noise(piece)}</cellXfs>` }))).toBeTypeOf("string");
    }
    const formats = noise("[").slice(0, 60_000);
    expect(
      await outcomeOf(handmade({ styles: `<numFmts><numFmt numFmtId="1" formatCode="${formats}"/></numFmts>` })),
    ).toBe("1 rows");
    const stars = "*".repeat(300_000);
    expect(await outcomeOf(handmade({ sheetData: inlineRow(1, [`${stars}a`, stars]) }))).toBeTypeOf("string");
  });

  it("reads a sheet that claims a million rows and holds few", async () => {
    const claimed = '<row r="1048576"/>';
    expect(await outcomeOf(handmade({ sheetData: inlineRow(1, HEADINGS) + inlineRow(2, ["张三"]) + claimed }))).toBe(
      "1 rows",
    );
  });

  it("stops after the most rows and columns that it takes", async () => {
    const many = Array.from({ length: ROSTER_LIMITS.dataRows + 1 }, (_, n) => inlineRow(n + 2, [`人${n}`]));
    expect(await outcomeOf(handmade({ sheetData: inlineRow(1, HEADINGS) + many.join("") }))).toBe("too_many_rows");
    const wide = inlineRow(2, new Array(ROSTER_LIMITS.columns + 1).fill("x"));
    expect(await outcomeOf(handmade({ sheetData: inlineRow(1, HEADINGS) + wide }))).toBe("too_many_columns");
    const far = '<row r="2"><c r="XFD2"><v>1</v></c></row>';
    expect(await outcomeOf(handmade({ sheetData: inlineRow(1, HEADINGS) + far }))).toBe("too_many_columns");
  });

  it("refuses a file that was cut off anywhere", async () => {
    const sample = readFixture("roster/roster-sample.xlsx");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: sample.length - 1 }), async (length) => {
        const attempt = readAll(sample.subarray(0, length));
        await expect(attempt).rejects.toBeInstanceOf(RosterFileError);
      }),
      { numRuns: 50 },
    );
  });

  it("never fails in another way than by its own errors, whatever byte is wrong", async () => {
    const whole = await writeXlsx({ sheets });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, difference) => {
        const bytes = whole.slice();
        bytes[place] = ((bytes[place] ?? 0) + difference) % 256;
        expect(await outcomeOf(bytes)).toBeTypeOf("string");
      }),
      { numRuns: 300 },
    );
  });
});
