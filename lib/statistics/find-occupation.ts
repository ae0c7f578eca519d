import { compactText } from "../roster/normalize-text.ts";
import type { Occupation } from "./dimensions.ts";

/**
 * To which of the eight occupational groups of the communiqué (党内统计公报) a post belongs. The communiqué names the groups
 * but does not say by which words, so these are a reading of ours, wide enough for the posts of a university.
 * Posts are written freely; a word in them tells the group. The order matters: a retired teacher counts as retired, a
 * technician in a management post by the word that stands first here.
 */
const words: readonly (readonly [Occupation, RegExp])[] = [
  ["retired", /离休|退休|离退/],
  ["students", /学生|研究生|本科生|专科生|博士|硕士|在校|博士后/],
  ["officials", /机关|公务员|参公/],
  ["managers", /管理|行政|辅导员|干部/],
  ["professionals", /教师|教授|讲师|助教|专任|专业技术|研究|科研|实验|工程|医|护|会计|图书|档案|编辑|技师岗/],
  ["workers", /工勤|工人|技工|后勤|保安|司机|驾驶|技能/],
  ["farmers", /农|牧|渔/],
];

export function findOccupation(post: string | null): Occupation {
  if (post === null || compactText(post) === "") return "unknown";
  const text = compactText(post);
  return words.find(([, word]) => word.test(text))?.[0] ?? "others";
}
