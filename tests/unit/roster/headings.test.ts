import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { ROSTER_COLUMNS, ROSTER_FIELDS } from "../../../lib/roster/columns.ts";
import { fieldOfHeading } from "../../../lib/roster/headings.ts";
import { outcomeOf, readAll } from "./support/build-roster.ts";

const HEADINGS = ["姓名", "身份证号码", "人员类别", "所在党组织"];
const workbook = (...sheets: [string, unknown[][]][]) =>
  writeXlsx({ sheets: sheets.map(([name, rows]) => ({ name, rows: rows as string[][] })) });

describe("the headings of a roster", () => {
  it("knows every alias, each for one column only", () => {
    const aliases = ROSTER_FIELDS.flatMap((field) => [...ROSTER_COLUMNS[field]]);
    expect(new Set(aliases).size).toBe(aliases.length);
    for (const field of ROSTER_FIELDS)
      for (const alias of ROSTER_COLUMNS[field]) expect(fieldOfHeading(alias)).toBe(field);
  });

  it.each([" 姓　名 ", "*姓名", "姓名：", "姓名(必填)", "姓\n名"])("reads %j as 姓名", (heading) => {
    expect(fieldOfHeading(heading)).toBe("name");
  });

  it("finds them below title rows, in any order, and keeps unknown columns aside", async () => {
    const rows = [
      ["常州大学党员花名册"],
      [],
      ["填表人：", "姓名"],
      ["备注", "人员类别", "姓名", "所在党支部", "公民身份号码"],
      ["甲", "正式党员", "张三"],
    ];
    const [row] = await readAll(await workbook(["a", rows]));
    expect(row).toMatchObject({ row: 5, cells: ["甲", "正式党员", "张三"] });
    expect(row?.header).toMatchObject({ headingRow: 4, sheet: "a" });
    expect(row?.header.columns.map(({ field }) => field)).toEqual([
      undefined,
      "member_category",
      "name",
      "branch_name",
      "id_number",
    ]);
  });

  it("does not look further than ten rows", async () => {
    const titles = Array.from({ length: 10 }, () => ["标题"]);
    expect(await outcomeOf(await workbook(["a", [...titles, HEADINGS]]))).toBe("headings_not_found");
  });

  it("names the columns that are missing, and the heading that occurs twice", async () => {
    await expect(readAll(await workbook(["a", [["姓名", "性别", "人员类别"]]]))).rejects.toMatchObject({
      code: "missing_columns",
      detail: { row: 1, columns: ["身份证号码", "所在党组织"] },
    });
    await expect(readAll(await workbook(["a", [[...HEADINGS, "身份证号"]]]))).rejects.toMatchObject({
      code: "duplicate_heading",
      detail: { columns: ["身份证号码", "身份证号"] },
    });
    expect(await outcomeOf(await workbook(["a", [[...HEADINGS, "备注", "备 注"]]]))).toBe("duplicate_heading");
  });

  it("takes the sheet with the headings, and asks when there are several", async () => {
    const people = [HEADINGS, ["张三"]];
    const help: [string, unknown[][]] = ["填表说明", [["姓名", "请填写真实姓名"]]];
    expect(await outcomeOf(await workbook(help, ["名单", people]))).toBe("1 rows");
    const two = await workbook(["一", people], ["二", [...people, ["李四"]]]);
    await expect(readAll(two)).rejects.toMatchObject({ code: "several_rosters", detail: { sheets: ["一", "二"] } });
    expect(await outcomeOf(two, { sheet: "二" })).toBe("2 rows");
    expect(await outcomeOf(two, { sheet: "三" })).toBe("sheet_not_found");
  });
});
