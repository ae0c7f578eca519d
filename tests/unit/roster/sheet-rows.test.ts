import fc from "fast-check";
import { streamXlsxRows } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { openWorkbook } from "../../../lib/roster/open-workbook.ts";
import { createXmlScanner } from "../../../lib/roster/xml-scanner.ts";
import { outcomeOf, readAll, readFixture } from "./support/build-roster.ts";
import { buildZip, workbookParts } from "./support/build-zip.ts";

const HEADINGS = ["姓名", "身份证号码", "人员类别", "所在党组织"];

/** A second row of cells written by hand, below the headings. */
async function cellsOf(cells: string, strings?: string) {
  const heading = HEADINGS.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("");
  const parts = workbookParts({ sheetData: `<row r="1">${heading}</row><row r="2">${cells}</row>` });
  const relation = '<Relationship Id="rId9" Type="http://x/sharedStrings" Target="/xl/strings.xml"/></Relationships>';
  const withStrings = parts.map((part) =>
    part.name.endsWith("workbook.xml.rels")
      ? { ...part, text: String(part.text).replace("</Relationships>", relation) }
      : part,
  );
  const bytes = buildZip(strings === undefined ? parts : [...withStrings, { name: "xl/strings.xml", text: strings }]);
  return (await readAll(bytes))[0]?.cells;
}

function eventsOf(chunks: readonly string[]) {
  const events: string[] = [];
  const scanner = createXmlScanner({
    open: (name, attributes) => events.push(`<${name}${attributes}`),
    close: (name) => events.push(`/${name}`),
    text(raw) {
      if (/^[</]/.test(events.at(-1) ?? "<")) events.push("");
      events.push((events.pop() ?? "") + raw);
    },
  });
  for (const chunk of chunks) scanner.push(chunk);
  scanner.end();
  return events;
}

describe("the cells of a worksheet", () => {
  it("are those that the workbook library reads", async () => {
    const bytes = readFixture("roster/roster-sample.xlsx");
    const [table] = await openWorkbook(bytes);
    const own = new Map<number, unknown>();
    for await (const { row, values } of table?.rows() ?? []) own.set(row, values);
    let compared = 0;
    for await (const { index, values } of streamXlsxRows(bytes)) {
      const plain = values.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value));
      const last = plain.findLastIndex((value) => value !== null);
      if (last < 0) continue;
      expect(own.get(index + 1)).toEqual(plain.slice(0, last + 1));
      compared++;
    }
    expect(compared).toBe(own.size);
  });

  it("have every type that a workbook knows", async () => {
    const cells =
      '<c t="b"><v>1</v></c><c><v>19900001234</v></c><c t="n"><v>3.20123E+17</v></c><c t="str"><f>A1</f><v>a&amp;b</v></c>' +
      '<c t="e"><v>#N/A</v></c><c/><c t="d"><v>2019-06-01</v></c><c r="J2" t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r><rPh><t>yi</t></rPh></is></c>';
    expect(await cellsOf(cells)).toEqual([
      true,
      19900001234,
      3.20123e17,
      "a&b",
      "#N/A",
      null,
      "2019-06-01",
      null,
      null,
      "甲 乙",
    ]);
  });

  it("share strings, whose phonetic guides are left out", async () => {
    const strings =
      "<sst><si><r><t>张</t></r><rPh><t>zhang</t></rPh><r><t>三</t></r></si><si/><si><t>_x4E2D_&#x4e00;<![CDATA[<&>]]></t></si></sst>";
    const cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>';
    expect(await cellsOf(cells, strings)).toEqual(["张三", null, "中一<&>"]);
    await expect(cellsOf('<c t="s"><v>3</v></c>', strings)).rejects.toMatchObject({ code: "damaged_workbook" });
  });

  it("may carry a namespace prefix", async () => {
    const prefixed = HEADINGS.map((text) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`).join("");
    const sheetData = `<x:row r="3">${prefixed}</x:row><x:row r="7"><x:c><x:v>5</x:v></x:c></x:row>`;
    expect(await readAll(buildZip(workbookParts({ sheetData })))).toMatchObject([{ row: 7, cells: [5] }]);
  });

  it("must be complete", async () => {
    const cut = workbookParts().map((part) =>
      part.name.endsWith("sheet1.xml") ? { ...part, text: "<worksheet><sheetData><row r='1'>" } : part,
    );
    expect(await outcomeOf(buildZip(cut))).toBe("damaged_workbook");
  });

  it("are found wherever the text is cut into chunks", () => {
    const xml = `<?xml version="1.0"?><a b="x>y" c='"'><!-- <no> --><d/>text &amp; more<![CDATA[<raw> & ]]>end</a>`;
    const whole = eventsOf([xml]);
    expect(whole).toEqual(
      [`<a b="x>y" c='"'`, "<d", "/d", "text &amp; more&lt;raw> &amp; end", "/a"].map((event) =>
        event.replace("&lt;", "<"),
      ),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(xml.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), xml.length];
        const chunks = places.slice(1).map((place, index) => xml.slice(places[index], place));
        expect(eventsOf(chunks)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});
