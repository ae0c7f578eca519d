import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../lib/roster/decode-text.ts";
import { detectDelimiter, parseCsv } from "../../../lib/roster/parse-csv.ts";
import { outcomeOf, readAll } from "./support/build-roster.ts";

const HEADINGS = "姓名,身份证号码,人员类别,所在党组织";
const utf8 = (text: string) => new TextEncoder().encode(text);
/** "姓名,身份证号码,人员类别,所在党组织\n张三" in GB18030. */
const GB18030 = Uint8Array.from(
  Buffer.from("d0d5c3fb2cc9edb7ddd6a4bac5c2eb2cc8cbd4b1c0e0b1f02ccbf9d4dab5b3d7e9d6af0ad5c5c8fd", "hex"),
);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;

describe("a roster as text", () => {
  it.each([
    ["UTF-8", utf8(`${HEADINGS}\n张三`)],
    ["UTF-8 with a byte-order mark", utf8(`\ufeff${HEADINGS}\n张三`)],
    ["GB18030", GB18030],
    ["UTF-16, as Excel writes Unicode text", utf16(`${HEADINGS.replaceAll(",", "\t")}\r\n张三`)],
  ])("reads %s", async (_name, bytes) => {
    const rows = await readAll(bytes);
    expect(rows.map(({ row, cells }) => ({ row, cells }))).toEqual([{ row: 2, cells: ["张三"] }]);
    expect(rows[0]?.header.columns[0]?.field).toBe("name");
  });

  it("refuses bytes that are no text in any of them", async () => {
    expect(() => decodeText(new Uint8Array([0x41, 0xff, 0xff]))).toThrow(/encoding/);
    expect(await outcomeOf(utf8("没有表头\n也没有数据"))).toBe("headings_not_found");
  });

  it.each([",", "\t", ";"])("detects the delimiter %j", (delimiter) => {
    expect(detectDelimiter(`姓名${delimiter}"a,b;c,d;e,f;"${delimiter}类别\n`)).toBe(delimiter);
  });

  it("counts rows as Excel does: line breaks inside quotes do not count, blank lines do", async () => {
    const rows = await readAll(utf8(`${HEADINGS}\r\n"张\r\n三",1\r\n\r\n李四,"2"\r\n`));
    expect(rows.map(({ row }) => row)).toEqual([2, 4]);
  });

  it("names the row in which a quote is never closed", async () => {
    await expect(readAll(utf8(`${HEADINGS}\n张三,1\n"李四,2\n王五,3\n`))).rejects.toMatchObject({
      code: "unclosed_quote",
      detail: { row: 3 },
    });
  });

  it("gives back what was written, for all texts, delimiters and line ends", () => {
    const table = fc.array(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(",", "\t", ";"),
        fc.constantFrom("\n", "\r\n", "\r"),
        (rows, delimiter, end) => {
          const text = rows.map((row) => row.map(quote).join(delimiter) + end).join("");
          expect([...parseCsv(text, delimiter)].map(({ values }) => values)).toEqual(rows);
        },
      ),
    );
  });
});
