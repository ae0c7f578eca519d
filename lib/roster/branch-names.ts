import { compactText } from "./normalize-text.ts";

const PARTY_PREFIX = /^(中国共产党|中共)/;
const BRANCH_ENDING = /(党支部委员会|支部委员会|党支部|支部)$/;
const GENERAL_BRANCH_ENDING = /(党总支部委员会|总支部委员会|党总支部|党总支|总支部|总支)$/;
const COMMITTEE_ENDING = /(党委|委员会)$/;
const DIGITS = "零一二三四五六七八九";

/** 1 to 99 in Chinese numerals; other numbers stay as they are. */
function chineseNumeral(digits: string): string {
  const value = Number(digits);
  if (value < 1 || value > 99) return digits;
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const ten = tens === 0 ? "" : `${tens === 1 ? "" : DIGITS[tens]}十`;
  return ten + (ones === 0 ? "" : DIGITS[ones]);
}

/**
 * A branch name without what people leave out or write in another way: 中共, the university, the form of the ending
 * (支部委员会, 党支部, 支部), and 第1 for 第一. Undefined when the ending is not that of a branch.
 */
export function canonicalBranchName(name: string, university: string): string | undefined {
  const core = withoutPrefixes(name, university);
  if (GENERAL_BRANCH_ENDING.test(core) || !BRANCH_ENDING.test(core)) return undefined;
  return core
    .replace(BRANCH_ENDING, "支部")
    .replace(/第(\d{1,2})(?!\d)/g, (_, digits) => `第${chineseNumeral(digits)}`);
}

/** A name without 中共 and the university, in any form of them; the university's own name stays. */
export function withoutPrefixes(name: string, university: string): string {
  const core = compactText(name).replace(PARTY_PREFIX, "");
  return university !== "" && core.startsWith(university) && core.length > university.length
    ? core.slice(university.length)
    : core;
}

/** The unit that a committee or general branch belongs to: its name without prefixes and ending. */
export function unitName(organizationName: string, university: string): string {
  return withoutPrefixes(organizationName, university).replace(GENERAL_BRANCH_ENDING, "").replace(COMMITTEE_ENDING, "");
}

/** A unit may carry second names in brackets, which its branches leave out. */
export const withoutBrackets = (unit: string): string => unit.replace(/\([^)]*\)/g, "");
