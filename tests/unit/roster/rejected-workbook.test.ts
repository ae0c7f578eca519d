import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRoster, type RosterReport } from "../../../lib/roster/check-roster.ts";
import { readRoster } from "../../../lib/roster/read-roster.ts";
import { REASON_HEADING, ROW_HEADING, writeRejectedWorkbook } from "../../../lib/roster/rejected-workbook.ts";
import { readZipDirectory } from "../../../lib/roster/zip-directory.ts";
import { AS_OF, checkPeople, makeMember, ORGANIZATIONS, readAll, readFixture } from "./support/build-roster.ts";

function partOf(bytes: Uint8Array, name: string): string {
  const entry = readZipDirectory(bytes).get(name);
  if (!entry) throw new Error(`no part ${name}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  return new TextDecoder().decode(entry.isDeflated ? inflateRawSync(packed) : packed);
}

async function exportOf(name: string | number | boolean, remark: string | number | boolean) {
  const { rejected, header } = await checkPeople({ ...makeMember({ 备注: remark }), 姓名: name, 转正时间: null });
  if (!header) throw new Error("no header");
  return writeRejectedWorkbook(rejected, header);
}

describe("the workbook of rejected rows", () => {
  it("has the original columns, the row, and every reason with its candidates", async () => {
    const { rejected, header } = await checkPeople(
      makeMember(),
      makeMember({ 所在党组织: "博士研究生党支部", 转正时间: null }),
    );
    if (!header) throw new Error("no header");
    const [row] = await readAll(await writeRejectedWorkbook(rejected, header));
    expect(row?.header.columns.slice(-2).map(({ heading }) => heading)).toEqual([ROW_HEADING, REASON_HEADING]);
    expect(row?.cells.slice(0, 3)).toEqual([
      "张三",
      "999001199005170010".slice(0, 17) + row?.cells[1]?.toString()[17],
      "男",
    ]);
    expect(row?.cells.at(-2)).toBe("3");
    expect(row?.cells.at(-1)).toMatch(
      /所在党组织：党支部名称对应多个支部（是否为：.+博士研究生.+）；转正时间：正式党员缺少转正时间；身份证号码：.+（第2行）/,
    );
  });

  it("names the article of the rule that a row breaks", async () => {
    const { rejected, header } = await checkPeople(makeMember({ 转正时间: "2013-05-31" }));
    if (!header) throw new Error("no header");
    const [row] = await readAll(await writeRejectedWorkbook(rejected, header));
    expect(row?.cells.at(-1)).toBe("转正时间：预备期不足一年，依据《发展党员工作细则》第三十一条（2026）");
  });

  it("keeps every cell text, whatever it holds", async () => {
    const risky = fc.constantFrom(
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      "\0=1",
      "_x003D_1",
      "2026-01-01",
      "1E5",
      "TRUE",
      "#N/A",
      "]]>",
      "<f>1</f>",
    );
    const cell = fc.oneof(risky, fc.string({ unit: "binary", minLength: 1 }), fc.integer(), fc.boolean());
    await fc.assert(
      fc.asyncProperty(cell, cell, async (name, remark) => {
        const sheet = partOf(await exportOf(name, remark), "xl/worksheets/sheet1.xml");
        expect(sheet).not.toMatch(/<(\w+:)?f[\s>/]/);
        const cells = [...sheet.matchAll(/<c ([^>]*)>/g)].map(
          ([, attributes = ""]) => /\bt="(\w+)"/.exec(attributes)?.[1],
        );
        expect(new Set(cells)).toEqual(new Set(["s"]));
      }),
      { numRuns: 60 },
    );
  });

  it("gives back the text that was uploaded, and formats the cells as text", async () => {
    for (const text of ["=1+1", "_x0041_", "a<b>&\"c'", "换\n行", "𠮷", "#N/A", "#REF!"]) {
      const bytes = await exportOf("张三1", text);
      const [row] = await readAll(bytes);
      expect(row?.cells[row.header.columns.findIndex(({ heading }) => heading === "备注")]).toBe(text);
      expect(partOf(bytes, "xl/styles.xml")).toContain('formatCode="@"');
    }
  });

  it("can be uploaded again and is rejected for the same reasons", async () => {
    const context = { organizations: ORGANIZATIONS, asOf: AS_OF };
    const first = await checkRoster(readRoster(readFixture("roster/roster-sample.xlsx")), context);
    if (!first.header) throw new Error("no header");
    const rejected = first.rejected.filter(({ problems }) => problems[0]?.reason !== "duplicate_person");
    const again = await checkRoster(readRoster(await writeRejectedWorkbook(rejected, first.header)), context);
    const reasons = (report: Pick<RosterReport, "rejected">) =>
      report.rejected.map(({ problems }) => problems.map(({ reason }) => reason));
    expect(reasons(again)).toEqual(reasons({ rejected }));
    if (!again.header) throw new Error("no header");
    expect(again.header.columns.length).toBe(first.header.columns.length + 2);
    const third = await writeRejectedWorkbook(again.rejected, again.header);
    expect((await readAll(third))[0]?.header.columns.length).toBe(again.header.columns.length);
  });
});
