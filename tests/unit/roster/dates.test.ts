import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { addYears, agree, earliest, latest, parseDate, parseDateNumber } from "../../../lib/roster/partial-date.ts";
import { partyAge } from "../../../lib/roster/party-age.ts";
import { checkMember, readAll } from "./support/build-roster.ts";
import { buildZip, workbookParts } from "./support/build-zip.ts";

const days = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function forms(day: string): string[] {
  const [year = "", month = "", date = ""] = day.split("-");
  const [m, d] = [Number(month), Number(date)];
  return [
    day,
    `${year}.${month}.${date}`,
    `${year}/${m}/${d}`,
    `${year}年${m}月${d}日`,
    `${year}年${month}月${date}号`,
    `${year} 年 ${m} 月 ${d} 日`,
    `${year}${month}${date}`,
    `${day} 00:00:00`,
    `${year}/${m}/${d} 0:00`,
    `${day}T00:00:00.000Z`,
  ];
}

describe("dates as text", () => {
  it("reads every form of a day as that day", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(forms(day).map(parseDate)).toEqual(forms(day).map(() => day));
      }),
    );
  });

  it("keeps a month a month", () => {
    for (const form of ["2019-06", "2019.6", "2019/06", "2019年6月", "201906", "二〇一九年六月"]) {
      expect([form, parseDate(form)]).toEqual([form, "2019-06"]);
    }
  });

  it.each([
    ["二〇一九年十二月三十一日", "2019-12-31"],
    ["二零一九年十月二十日", "2019-10-20"],
    ["一九九八年三月十五日", "1998-03-15"],
  ])("reads %s", (text, day) => expect(parseDate(text)).toBe(day));

  it.each([
    "2019.02.30",
    "2019-13-01",
    "2019-00-01",
    "2019-06-00",
    "2019",
    "2019年",
    "19.6.1",
    "6/1/2019",
    "20190230",
    "0000-01-01",
    "2019-6-1-2",
    "今年六月",
    "2019-06-01至2020",
    "",
    "1.5",
    "43617",
  ])("does not guess what %j means", (text) => expect(parseDate(text)).toBeUndefined());

  it("never throws, and reads its own answers the same way", () => {
    const almost = fc.stringMatching(/^[0-9年月日号./ \-十一二〇T:Z]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        const date = parseDate(text);
        if (date !== undefined) expect(parseDate(date)).toBe(date);
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.double(), (number) => void parseDateNumber(number, "1900")));
  });
});

describe("dates of Excel", () => {
  it("reads numbers that lost their date format, in both date systems", () => {
    expect(parseDateNumber(43617, "1900")).toBe("2019-06-01");
    expect(parseDateNumber(42155, "1904")).toBe("2019-06-01");
    expect(parseDateNumber(20190601, "1900")).toBe("2019-06-01");
    expect(parseDateNumber(201906, "1900")).toBe("2019-06");
    expect(parseDateNumber(2019.06, "1900")).toBe("2019-06");
  });

  it("does not take the number 2019.1 for January: it may have been 2019.10", () => {
    expect(parseDateNumber(2019.1, "1900")).toBeUndefined();
    expect(parseDateNumber(2019.12, "1900")).toBe("2019-12");
    expect(parseDateNumber(2019, "1900")).toBeUndefined();
  });

  it.each(["1900", "1904"] as const)("reads date cells of the %s system", async (dateSystem) => {
    const rows = [
      ["姓名", "身份证号码", "人员类别", "所在党组织", "入党时间"],
      ["张三", "", "", "", new Date("2019-06-01")],
    ];
    const columns = rows[0]?.map((_, index) => (index === 4 ? { numFmt: "yyyy-mm-dd" } : {})) ?? [];
    const bytes = await writeXlsx({ dateSystem, sheets: [{ name: "a", columns, rows }] });
    const [row] = await readAll(bytes);
    expect(row?.cells.at(-1)).toBe("2019-06-01");
    expect(row?.header.dateSystem).toBe(dateSystem);
  });

  it("keeps a date that Excel shows as a month a month", async () => {
    const formats =
      '<numFmts count="2"><numFmt numFmtId="176" formatCode="[>=1]yyyy&quot;年&quot;m&quot;月&quot;;@"/><numFmt numFmtId="177" formatCode="yyyy/m/d;@"/></numFmts>';
    const styles = `${formats}<cellStyleXfs><xf numFmtId="57"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="57"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="17"/></cellXfs>`;
    const heading = ["姓名", "身份证号码", "人员类别", "所在党组织", "x"];
    const cells = heading.map((text, n) => `<c r="${"ABCDE"[n]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join("");
    const dates = [1, 2, 3, 4].map((style, n) => `<c r="${"ABCD"[n]}2" s="${style}"><v>43617</v></c>`).join("");
    const sheetData = `<row r="1">${cells}</row><row r="2">${dates}</row>`;
    const [row] = await readAll(buildZip(workbookParts({ styles, sheetData })));
    expect(row?.cells).toEqual(["2019-06", "2019-06", "2019-06-01", "2019-06"]);
  });
});

describe("arithmetic with dates that may have no day", () => {
  it("knows the first and the last day of a month", () => {
    expect([earliest("2024-02"), latest("2024-02"), latest("2023-02"), latest("2023-02-03")]).toEqual([
      "2024-02-01",
      "2024-02-29",
      "2023-02-28",
      "2023-02-03",
    ]);
  });

  it("takes 29 February to the 28th in other years", () => {
    expect(addYears("2020-02-29", 1)).toBe("2021-02-28");
    expect(addYears("2020-02-29", 4)).toBe("2024-02-29");
  });

  it("lets a month agree with each of its days only", () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        expect(agree(one.slice(0, 7), other)).toBe(one.slice(0, 7) === other.slice(0, 7));
        expect(agree(one, other)).toBe(one === other);
      }),
    );
  });

  it("counts Party age from conversion, in full years", () => {
    expect(partyAge("2013-11-21", "2026-11-21")).toEqual({ least: 13, most: 13 });
    expect(partyAge("2013-11-22", "2026-11-21")).toEqual({ least: 12, most: 12 });
    expect(partyAge("2013-11", "2026-11-21")).toEqual({ least: 12, most: 13 });
  });
});

describe("dates in a row", () => {
  it("rejects a future date and accepts the running month", async () => {
    expect((await checkMember({ 转正时间: "2026-11-22" })).reasons).toEqual(["conversion_date: future_date"]);
    const running = await checkMember({ 转正时间: "2026-11", 入党时间: "2025-11-30" });
    expect(running.reasons).toEqual([]);
    expect(running.warnings).toEqual(["date_month_precision"]);
  });

  it("rejects a date that does not exist in any date column", async () => {
    expect((await checkMember({ 参加工作日期: "2019-02-30" })).reasons).toEqual(["work_start_date: invalid_date"]);
  });
});
