import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { checkRoster } from "../../../lib/roster/check-roster.ts";
import { readRoster } from "../../../lib/roster/read-roster.ts";
import { AS_OF, makeIdNumber, ORGANIZATIONS } from "./support/build-roster.ts";

const PEOPLE = 10_000;
/** Birth dates repeat every 450 people and serial numbers every 1,000, so both together every 9,000. */
const REPEATED = 1_000;
const HEADINGS = [
  "姓名",
  "身份证号码",
  "性别",
  "民族",
  "出生日期",
  "学历",
  "人员类别",
  "所在党组织",
  "入党时间",
  "转正时间",
  "联系电话",
];
const FILLERS = Array.from({ length: 14 }, (_, n) => `其他${n}`);

function makePerson(n: number) {
  const birth = `19${70 + (n % 25)}-0${1 + (n % 9)}-${10 + (n % 18)}`;
  const serial = n % 1000;
  const branch = ORGANIZATIONS.filter(({ kind }) => kind === "staff_branch")[n % 100]?.shortName ?? "";
  const admitted = new Date(`201${n % 10}-06-01`);
  const converted = new Date(`202${n % 6}-06-01`);
  const person = [
    `党员${String.fromCodePoint(0x4e00 + n)}`,
    makeIdNumber(birth, serial),
    serial % 2 ? "男" : "女",
    "汉族",
    birth,
  ];
  return [
    ...person,
    "大学本科",
    "正式党员",
    branch,
    admitted,
    converted,
    19900000000 + n,
    ...FILLERS.map((text) => `${text}-${n}`),
  ];
}

describe("a roster of ten thousand people", () => {
  it("is read and checked completely", { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: PEOPLE }, (_, n) => makePerson(n));
    const headings = [...HEADINGS, ...FILLERS];
    const columns = headings.map((heading) => (/时间$/.test(heading) ? { numFmt: "yyyy-mm-dd" } : {}));
    const bytes = await writeXlsx({ sheets: [{ name: "党员", columns, rows: [headings, ...rows] }] });
    const report = await checkRoster(readRoster(bytes), { organizations: ORGANIZATIONS, asOf: AS_OF });
    expect(report.accepted.length).toBe(PEOPLE - REPEATED);
    const reasons = report.rejected.map(({ problems }) => problems.map(({ reason }) => reason));
    expect(reasons).toEqual(new Array(REPEATED).fill(["duplicate_person"]));
  });
});
