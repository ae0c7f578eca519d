import type { EducationLevel } from "../roster/vocabulary.ts";
import type { Text } from "../shared/text.ts";

/**
 * By what people are counted, and into which bands. Bands of age, admission and occupation are those of the annual
 * communiqué of the Party's statistics (中国共产党党内统计公报, the one at the end of 2024): eight bands of age, four eras,
 * eight groups of occupation; a number here can be held against it. What nobody recorded is counted by itself, because the
 * communiqué has no place for it. Its women, minorities and degrees from junior college up are sums of bands here.
 */
export const populations = {
  member: { zh: "党员", en: "Members" },
  candidate: { zh: "发展中人员", en: "People under development" },
} as const satisfies Record<string, Text>;
export type Population = keyof typeof populations;

/** An age or a Party age is in the last band whose beginning it has reached. */
interface YearBand extends Text {
  readonly from: number;
}

/** An admission is in the last era that had begun. */
interface Era extends Text {
  readonly from: string;
}

const unknown = { zh: "未填写", en: "Not recorded" } as const;

export const ageBands = {
  to_30: { zh: "30岁及以下", en: "30 and under", from: 0 },
  "31_to_35": { zh: "31至35岁", en: "31 to 35", from: 31 },
  "36_to_40": { zh: "36至40岁", en: "36 to 40", from: 36 },
  "41_to_45": { zh: "41至45岁", en: "41 to 45", from: 41 },
  "46_to_50": { zh: "46至50岁", en: "46 to 50", from: 46 },
  "51_to_55": { zh: "51至55岁", en: "51 to 55", from: 51 },
  "56_to_60": { zh: "56至60岁", en: "56 to 60", from: 56 },
  from_61: { zh: "61岁及以上", en: "61 and over", from: 61 },
} as const satisfies Record<string, YearBand>;

/**
 * Full years since conversion (细则, Art. 33). The communiqué counts by the era of admission and has no bands of Party age:
 * these are our own, and the last one is that of the medal for 50 years in the Party (光荣在党50年).
 */
export const partyAgeBands = {
  to_4: { zh: "不满5年", en: "Under 5 years", from: 0 },
  "5_to_9": { zh: "5至9年", en: "5 to 9 years", from: 5 },
  "10_to_19": { zh: "10至19年", en: "10 to 19 years", from: 10 },
  "20_to_29": { zh: "20至29年", en: "20 to 29 years", from: 20 },
  "30_to_39": { zh: "30至39年", en: "30 to 39 years", from: 30 },
  "40_to_49": { zh: "40至49年", en: "40 to 49 years", from: 40 },
  from_50: { zh: "50年及以上", en: "50 years and over", from: 50 },
} as const satisfies Record<string, YearBand>;

/** The days on which the People's Republic was founded and the two meetings opened. */
export const eras = {
  before_1949: { zh: "新中国成立前", en: "Before the People's Republic", from: "" },
  to_1978: { zh: "新中国成立后至党的十一届三中全会前", en: "To the third plenum of 1978", from: "1949-10-01" },
  to_2012: { zh: "党的十一届三中全会后至党的十八大前", en: "To the 18th congress", from: "1978-12-18" },
  since_2012: { zh: "党的十八大以来", en: "Since the 18th congress", from: "2012-11-08" },
} as const satisfies Record<string, Era>;

/** The eight groups of the communiqué, those of a university first. Which posts belong to which: `find-occupation.ts`. */
export const occupations = {
  professionals: { zh: "专业技术人员", en: "Professional and technical" },
  managers: { zh: "管理人员", en: "Managers" },
  students: { zh: "学生", en: "Students" },
  retired: { zh: "离退休人员", en: "Retired" },
  workers: { zh: "工人（工勤技能人员）", en: "Workers" },
  officials: { zh: "党政机关工作人员", en: "Party and state organs" },
  farmers: { zh: "农牧渔民", en: "Farmers" },
  others: { zh: "其他职业人员", en: "Other occupations" },
  unknown,
} as const satisfies Record<string, Text>;
export type Occupation = keyof typeof occupations;

const educationBands = {
  doctoral: { zh: "博士研究生", en: "Doctorate" },
  masters: { zh: "硕士研究生", en: "Master" },
  postgraduate: { zh: "研究生（未注明学位）", en: "Postgraduate, degree not said" },
  undergraduate: { zh: "大学本科", en: "Undergraduate" },
  junior_college: { zh: "大学专科", en: "Junior college" },
  secondary_vocational: { zh: "中专、职高、技校", en: "Secondary vocational" },
  senior_high_school: { zh: "高中", en: "Senior high school" },
  junior_high_school: { zh: "初中", en: "Junior high school" },
  primary_school: { zh: "小学", en: "Primary school" },
  other: { zh: "其他", en: "Other" },
  unknown,
} as const satisfies Record<EducationLevel | "unknown", Text>;

/** Each category belongs to one of the populations. */
export const categories = {
  member: {
    full_member: { zh: "正式党员", en: "Full members" },
    probationary_member: { zh: "预备党员", en: "Probationary members" },
  },
  candidate: {
    development_target: { zh: "发展对象", en: "Development targets" },
    activist: { zh: "入党积极分子", en: "Activists" },
    applicant: { zh: "入党申请人", en: "Applicants" },
  },
} as const satisfies Record<Population, Record<string, Text>>;

export interface Dimension extends Text {
  readonly populations: readonly Population[];
  /** In the order of a table; null: the band is its own name, in Chinese. */
  readonly bands: Readonly<Record<string, Text>> | null;
}

const everybody = ["member", "candidate"] as const;
const members = ["member"] as const;

export const dimensions = {
  category: {
    zh: "人员类别",
    en: "Category",
    populations: everybody,
    bands: { ...categories.member, ...categories.candidate },
  },
  sex: {
    zh: "性别",
    en: "Sex",
    populations: everybody,
    bands: { male: { zh: "男", en: "Men" }, female: { zh: "女", en: "Women" } },
  },
  ethnicity: {
    zh: "民族",
    en: "Ethnicity",
    populations: everybody,
    bands: {
      han: { zh: "汉族", en: "Han" },
      minority: { zh: "少数民族", en: "Minorities" },
      other: { zh: "其他", en: "Other" },
      unknown,
    },
  },
  ethnic_group: { zh: "各少数民族", en: "Minorities one by one", populations: everybody, bands: null },
  age: { zh: "年龄", en: "Age", populations: everybody, bands: ageBands },
  education: { zh: "学历", en: "Education", populations: everybody, bands: educationBands },
  occupation: { zh: "职业", en: "Occupation", populations: everybody, bands: occupations },
  era: { zh: "入党时间", en: "Time of admission", populations: members, bands: { ...eras, unknown } },
  party_age: { zh: "党龄", en: "Party age", populations: members, bands: { ...partyAgeBands, unknown } },
  situation: {
    zh: "流动与失联",
    en: "Mobile and lost contact",
    populations: everybody,
    bands: { mobile: { zh: "流动", en: "Mobile" }, lost_contact: { zh: "失去联系", en: "Lost contact" } },
  },
} as const satisfies Record<string, Dimension>;
export type DimensionName = keyof typeof dimensions;

export const populationNames = Object.keys(populations) as [Population, ...Population[]];
export const dimensionNames = Object.keys(dimensions) as [DimensionName, ...DimensionName[]];

/** What a counter is named by. */
export type CountKey = `${Population}.${DimensionName}.${string}`;

export function countKey(population: Population, dimension: DimensionName, band: string): CountKey {
  return `${population}.${dimension}.${band}`;
}

export function readCountKey(
  key: string,
): { population: Population; dimension: DimensionName; band: string } | undefined {
  const [population = "", dimension = "", band = ""] = key.split(".");
  const isKnown = Object.hasOwn(populations, population) && Object.hasOwn(dimensions, dimension) && band !== "";
  return isKnown ? { population: population as Population, dimension: dimension as DimensionName, band } : undefined;
}
