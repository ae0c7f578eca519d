import type { Bilingual } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";

export interface Edition {
  readonly id: string;
  readonly regulation: string;
  /** The year by which the edition is cited. */
  readonly year: number;
  readonly effectiveFrom: PlainDate;
  /** Only the year of the document was found; `effectiveFrom` is then the first day of that year. */
  readonly isYearOnly?: true;
  /** The day on which the public could first read it, where that was later. */
  readonly publishedOn?: PlainDate;
  readonly document?: string;
}

export interface Regulation {
  readonly title: Bilingual;
  readonly shortTitle: Bilingual;
}

/** An edition is in force from its first day until the day before the next edition of the same regulation. */
export const regulations = {
  development: {
    title: { zh: "中国共产党发展党员工作细则", en: "Detailed Rules on Developing Party Members" },
    shortTitle: { zh: "发展党员工作细则", en: "Development Rules" },
  },
  branch: {
    title: { zh: "中国共产党支部工作条例（试行）", en: "Regulations on the Work of Party Branches (trial)" },
    shortTitle: { zh: "支部条例", en: "Branch Regulations" },
  },
  election: {
    title: { zh: "中国共产党基层组织选举工作条例", en: "Regulations on Elections of Grassroots Organisations" },
    shortTitle: { zh: "基层选举条例", en: "Election Regulations" },
  },
  terms: {
    title: { zh: "关于党的基层组织任期的意见", en: "Opinion on the Terms of Grassroots Party Organisations" },
    shortTitle: { zh: "任期意见", en: "Opinion on Terms" },
  },
  education: {
    title: { zh: "中国共产党党员教育管理工作条例", en: "Regulations on Education and Management of Party Members" },
    shortTitle: { zh: "党员教育管理条例", en: "Member Education Regulations" },
  },
  university: {
    title: {
      zh: "中国共产党普通高等学校基层组织工作条例",
      en: "Regulations on Grassroots Organisations in Regular Higher Education Institutions",
    },
    shortTitle: { zh: "高校基层组织条例", en: "University Regulations" },
  },
  constitution: {
    title: { zh: "中国共产党章程", en: "Constitution of the Communist Party of China" },
    shortTitle: { zh: "党章", en: "Party Constitution" },
  },
  graduates: {
    title: { zh: "组通字〔2015〕33号通知", en: "Notice 组通字〔2015〕33号 on graduates' membership relations" },
    shortTitle: { zh: "毕业生组织关系通知", en: "Graduates Notice" },
  },
  disposal: {
    title: { zh: "不合格党员组织处置办法", en: "Measures on Organisational Disposal of Unqualified Members" },
    shortTitle: { zh: "组织处置办法", en: "Disposal Measures" },
  },
  training: {
    title: {
      zh: "2019—2023年全国党员教育培训工作规划",
      en: "National Plan for Member Education and Training 2019-2023",
    },
    shortTitle: { zh: "党员教育培训规划", en: "Training Plan" },
  },
  letter: {
    title: { zh: "组织关系介绍信样式（组通字〔2006〕45号）", en: "Model introduction letter (组通字〔2006〕45号)" },
    shortTitle: { zh: "介绍信样式", en: "Model Letter" },
  },
  appraisal: {
    title: { zh: "民主评议党员年度通知", en: "Yearly notices on democratic appraisal" },
    shortTitle: { zh: "评议年度通知", en: "Appraisal Notices" },
  },
  assessment: {
    title: { zh: "党组织书记抓基层党建述职评议考核办法", en: "Measures on the duty report of secretaries" },
    shortTitle: { zh: "述职考核办法", en: "Duty Report Measures" },
  },
  disclosure: {
    title: { zh: "中国共产党党务公开条例（试行）", en: "Regulations on Party Affairs Disclosure (trial)" },
    shortTitle: { zh: "党务公开条例", en: "Disclosure Regulations" },
  },
  disclosure_opinion: {
    title: { zh: "关于党的基层组织实行党务公开的意见", en: "Opinion on disclosure by grassroots organisations" },
    shortTitle: { zh: "基层党务公开意见", en: "Disclosure Opinion" },
  },
  dues: {
    title: {
      zh: "关于中国共产党党费收缴、使用和管理的规定",
      en: "Provisions on Collection, Use and Management of Party Dues",
    },
    shortTitle: { zh: "党费规定", en: "Dues Provisions" },
  },
  practice: {
    title: { zh: "地方或学校做法", en: "Local or university practice" },
    shortTitle: { zh: "地方或学校做法", en: "Local practice" },
  },
} as const satisfies Record<string, Regulation>;

export type RegulationId = keyof typeof regulations;

export const editions = [
  {
    id: "development-2014",
    regulation: "development",
    year: 2014,
    effectiveFrom: "2014-05-28",
    document: "中办发〔2014〕33号",
  },
  {
    id: "development-2026",
    regulation: "development",
    year: 2026,
    effectiveFrom: "2026-05-11",
    publishedOn: "2026-05-18",
  },
  { id: "branch-2018", regulation: "branch", year: 2018, effectiveFrom: "2018-10-28" },
  { id: "election-2020", regulation: "election", year: 2020, effectiveFrom: "2020-07-13" },
  { id: "terms-2018", regulation: "terms", year: 2018, effectiveFrom: "2018-01-01", isYearOnly: true },
  { id: "education-2019", regulation: "education", year: 2019, effectiveFrom: "2019-05-06" },
  { id: "university-2021", regulation: "university", year: 2021, effectiveFrom: "2021-04-16" },
  { id: "constitution-2012", regulation: "constitution", year: 2012, effectiveFrom: "2012-01-01", isYearOnly: true },
  {
    id: "graduates-2015",
    regulation: "graduates",
    year: 2015,
    effectiveFrom: "2015-01-01",
    document: "组通字〔2015〕33号",
    isYearOnly: true,
  },
  { id: "disposal-2024", regulation: "disposal", year: 2024, effectiveFrom: "2024-06-16" },
  { id: "training-2019", regulation: "training", year: 2019, effectiveFrom: "2019-01-01", isYearOnly: true },
  {
    id: "letter-2006",
    regulation: "letter",
    year: 2006,
    effectiveFrom: "2006-01-01",
    document: "组通字〔2006〕45号",
    isYearOnly: true,
  },
  { id: "appraisal-notices", regulation: "appraisal", year: 2019, effectiveFrom: "2019-01-01", isYearOnly: true },
  { id: "assessment-2019", regulation: "assessment", year: 2019, effectiveFrom: "2019-01-01", isYearOnly: true },
  { id: "disclosure-2017", regulation: "disclosure", year: 2017, effectiveFrom: "2017-12-25" },
  {
    id: "disclosure-opinion-2010",
    regulation: "disclosure_opinion",
    year: 2010,
    effectiveFrom: "2010-01-01",
    isYearOnly: true,
  },
  { id: "dues-2008", regulation: "dues", year: 2008, effectiveFrom: "2008-04-01", document: "中组发〔2008〕3号" },
  { id: "practice", regulation: "practice", year: 0, effectiveFrom: "1949-10-01" },
] as const satisfies readonly Edition[];

export type EditionId = (typeof editions)[number]["id"];
