/** A text that a screen shows in Chinese or in English. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export function both(zh: string, en: string): Bilingual {
  return { zh, en };
}

const digits = "〇一二三四五六七八九";

/** 1 to 99 as the articles of a regulation are numbered: 7 is 七, 12 is 十二, 31 is 三十一. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`no article number: ${value}`);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? "十" : ""}${ones > 0 ? digits[ones] : ""}`;
}
