/** Fixed terms of the roster: identifier, then the Chinese term that a screen shows, then other spellings. */
type Terms<Identifier extends string> = Readonly<Record<Identifier, readonly [string, ...string[]]>>;

export const MEMBER_CATEGORIES = {
  full_member: ["正式党员", "中共正式党员", "正式"],
  probationary_member: ["预备党员", "中共预备党员", "预备"],
  development_target: ["发展对象"],
  activist: ["入党积极分子", "积极分子"],
  applicant: ["入党申请人", "申请入党人", "入党申请者", "申请人", "递交入党申请书人员"],
} as const satisfies Terms<string>;
export type MemberCategory = keyof typeof MEMBER_CATEGORIES;

export const GENDERS = { male: ["男", "男性"], female: ["女", "女性"] } as const satisfies Terms<string>;
export type Gender = keyof typeof GENDERS;

/** The levels of GB/T 4658. */
export const EDUCATION_LEVELS = {
  doctoral: ["博士研究生", "博士", "博士生", "研究生(博士)", "博士研究生毕业"],
  masters: ["硕士研究生", "硕士", "硕士生", "研究生(硕士)", "硕士研究生毕业"],
  postgraduate: ["研究生", "研究生教育", "研究生班", "研究生毕业"],
  undergraduate: ["大学本科", "本科", "大学", "大学本科毕业", "全日制本科"],
  junior_college: ["大学专科", "大专", "专科", "大学专科毕业", "高职"],
  secondary_vocational: ["中专", "中等专科", "中等职业教育", "中技", "技校", "职高", "职业高中", "技工学校", "中师"],
  senior_high_school: ["高中", "普通高中", "高级中学"],
  junior_high_school: ["初中", "初级中学"],
  primary_school: ["小学", "小学及以下"],
  other: ["其他", "文盲", "半文盲", "文盲半文盲", "无"],
} as const satisfies Terms<string>;
export type EducationLevel = keyof typeof EDUCATION_LEVELS;

export const MEMBERSHIP_STATUSES = {
  normal: ["正常", "有党籍"],
  membership_suspended: ["停止党籍"],
} as const satisfies Terms<string>;
export type MembershipStatus = keyof typeof MEMBERSHIP_STATUSES;

const YES_NO = {
  yes: ["是", "有", "Y", "YES", "TRUE", "1", "√", "✓", "✔"],
  no: ["否", "无", "不是", "没有", "N", "NO", "FALSE", "0", "×", "X"],
} as const satisfies Terms<string>;

function finder<Identifier extends string>(terms: Terms<Identifier>): (compact: string) => Identifier | undefined {
  const entries = Object.entries(terms) as [Identifier, readonly string[]][];
  const byTerm = new Map(entries.flatMap(([identifier, names]) => names.map((name) => [name, identifier] as const)));
  return (compact) => byTerm.get(compact);
}

export const findMemberCategory = finder<MemberCategory>(MEMBER_CATEGORIES);
export const findGender = finder<Gender>(GENDERS);
export const findEducationLevel = finder<EducationLevel>(EDUCATION_LEVELS);
export const findMembershipStatus = finder<MembershipStatus>(MEMBERSHIP_STATUSES);
const findYesNo = finder(YES_NO);

export function findBoolean(compact: string): boolean | undefined {
  const answer = findYesNo(compact.toUpperCase());
  return answer === undefined ? undefined : answer === "yes";
}
