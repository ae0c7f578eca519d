import { checkCharacter } from "../../lib/roster/id-number.ts";

/** The commonest surnames, about as often as they occur, and characters of given names. */
const surnames = "王王王李李李张张张刘刘陈陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧欧阳";
const given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英晓东梅文婷雪海建国志远子涵一诺浩然雨桐思宇梓轩佳怡";
const stages = ["applicant", "activist", "development_target", "probationary_member"] as const;
const posts = ["大学本科生", "硕士研究生", "高等学校专任教师", "事业单位管理人员", "退休人员"];

export interface MadePerson {
  readonly name: string;
  readonly idNumber: string;
  readonly stage: (typeof stages)[number] | "full_member";
  readonly campusId: string;
  readonly ethnicity: string;
  readonly post: string;
  readonly isMobile: boolean;
}

/** Always the same people: a number without pattern from the index (Knuth's multiplicative hash). */
const scatter = (index: number, salt: number): number => (Math.imul(index + salt * 7919, 2654435761) >>> 0) / 2 ** 32;
const pick = <Item>(items: ArrayLike<Item>, index: number, salt: number): Item =>
  items[Math.floor(scatter(index, salt) * items.length)] as Item;

/** Two thirds are full members; one of eight belongs to a minority, one of 2,000 to a rare one. */
export function makePerson(index: number): MadePerson {
  const year = 1950 + Math.floor(scatter(index, 3) * 55);
  const birth = `${year}${String(1 + (index % 12)).padStart(2, "0")}${String(1 + (index % 28)).padStart(2, "0")}`;
  const digits = `999${String(100 + Math.floor(index / 900)).padStart(3, "0")}${birth}${String(100 + (index % 900))}`;
  const share = scatter(index, 4);
  return {
    name: pick(surnames, index, 1) + pick(given, index, 2) + (index % 5 === 0 ? "" : pick(given, index, 5)),
    idNumber: `${digits}${checkCharacter(digits)}`,
    stage: share < 0.66 ? "full_member" : pick(stages, index, 6),
    campusId: `20${String(10 + (index % 16))}${String(index).padStart(6, "0")}`,
    ethnicity:
      index % 2000 === 7 ? "基诺族" : scatter(index, 8) < 0.12 ? pick(["回族", "满族", "壮族"], index, 9) : "汉族",
    post: pick(posts, index, 10),
    isMobile: index % 50 === 3,
  };
}
