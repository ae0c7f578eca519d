import { writeXlsx } from "hucre/xlsx";
import { checkCharacter } from "../../lib/roster/id-number.ts";

const surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜";
const givenNames = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英文博雅宁晨";

const headings = [
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
  "手机号码",
  "家庭住址",
  "学工号",
];

/** A workbook of so many invented full members of these branches; `variant` other than 0 changes a field of everybody. */
export async function makeRoster(rows: number, branches: readonly string[], variant = 0): Promise<Uint8Array> {
  const people = Array.from({ length: rows }, (_, index) => personAt(index, branches, variant));
  return await writeXlsx({ sheets: [{ name: "党员花名册", rows: [headings, ...people] }] });
}

function personAt(index: number, branches: readonly string[], variant: number): string[] {
  const birthDate = new Date(Date.UTC(1965, 0, 1 + (index % 9_000))).toISOString().slice(0, 10);
  // Odd for men; the block of people decides the hundreds, so that a birth date never meets a serial twice.
  const serial = String(Math.floor(index / 9_000) * 100 + (index % 50)).padStart(3, "0");
  const digits = `999001${birthDate.replaceAll("-", "")}${serial}`;
  return [
    nameAt(index),
    digits + checkCharacter(digits),
    index % 2 === 1 ? "男" : "女",
    "汉族",
    birthDate,
    variant === 0 ? "大学本科" : "硕士研究生",
    "正式党员",
    branches[index % branches.length] ?? "",
    "2012-06-01",
    "2013-06-01",
    `139${String(index).padStart(8, "0")}`,
    `江苏省常州市武进区滆湖路${(index % 200) + 1}号`,
    `B${String(index).padStart(7, "0")}`,
  ];
}

function nameAt(index: number): string {
  const letter = (text: string, position: number) => text[position % text.length] ?? "";
  return (
    letter(surnames, index) + letter(givenNames, index * 7) + letter(givenNames, Math.floor(index / surnames.length))
  );
}
