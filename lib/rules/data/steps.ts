import { type Bilingual, both } from "../bilingual.ts";
import type { StepName } from "../facts/application-facts.ts";
import type { RuleId } from "../rule.ts";

export type DevelopmentEdition = "development-2014" | "development-2026";

export interface DevelopmentStage {
  readonly number: 1 | 2 | 3 | 4 | 5;
  readonly name: Bilingual;
}

/** One step of the usual chart, with the facts that record it. `order` and `names` where an edition differs. */
export interface DevelopmentStep {
  readonly id: `STEP-${number}`;
  readonly stage: DevelopmentStage["number"];
  readonly name: Bilingual;
  readonly names?: Partial<Readonly<Record<DevelopmentEdition, Bilingual>>>;
  readonly order?: Partial<Readonly<Record<DevelopmentEdition, number>>>;
  readonly facts: readonly StepName[];
  readonly rules: readonly RuleId[];
}

export const stages: readonly DevelopmentStage[] = [
  { number: 1, name: both("申请入党", "Application") },
  { number: 2, name: both("入党积极分子的确定和培养教育", "Activist: decision and cultivation") },
  { number: 3, name: both("发展对象的确定和考察", "Development target: listing and examination") },
  { number: 4, name: both("预备党员的接收", "Admission") },
  { number: 5, name: both("预备党员的教育考察和转正", "Probation and conversion") },
];

/**
 * The usual chart of five stages and twenty-five steps. It was drawn for the edition of 2014; for 2026 no official chart
 * was seen, so that the order and the names of stage 3 follow the text (consent, public notice, listing).
 */
export const developmentSteps: readonly DevelopmentStep[] = [
  {
    id: "STEP-01",
    stage: 1,
    name: both("递交入党申请书", "submit the application"),
    facts: ["application_received"],
    rules: ["DEV-01", "DEV-02"],
  },
  {
    id: "STEP-02",
    stage: 1,
    name: both("党组织派人谈话", "organisation talk"),
    facts: ["talk_held"],
    rules: ["DEV-03", "DEV-04"],
  },
  {
    id: "STEP-03",
    stage: 2,
    name: both("推荐和确定入党积极分子", "recommend and decide the activist"),
    facts: ["activist_decided"],
    rules: ["DEV-05"],
  },
  {
    id: "STEP-04",
    stage: 2,
    name: both("上级党委备案", "file with the superior"),
    facts: ["activist_filed"],
    rules: ["DEV-05"],
  },
  {
    id: "STEP-05",
    stage: 2,
    name: both("指定培养联系人", "appoint contacts"),
    facts: ["contacts_appointed"],
    rules: ["DEV-06"],
  },
  {
    id: "STEP-06",
    stage: 2,
    name: both("培养教育考察", "cultivate and review"),
    facts: ["activist_reviewed"],
    rules: ["DEV-07", "DEV-08", "DEV-09", "DEV-10"],
  },
  {
    id: "STEP-07",
    stage: 3,
    order: { "development-2026": 8 },
    name: both("确定发展对象", "list the development target"),
    facts: ["listing_opinion_heard", "notice_started", "notice_ended", "target_listed"],
    rules: ["DEV-10", "DEV-11", "DEV-13", "DEV-43"],
  },
  {
    id: "STEP-08",
    stage: 3,
    order: { "development-2026": 7 },
    name: both("报上级党委备案", "file with the superior"),
    names: { "development-2026": both("报上级党委同意", "consent of the superior") },
    facts: ["superior_consented", "target_filed"],
    rules: ["DEV-12"],
  },
  {
    id: "STEP-09",
    stage: 3,
    name: both("确定入党介绍人", "name introducers"),
    facts: ["introducers_named"],
    rules: ["DEV-14", "DEV-15"],
  },
  {
    id: "STEP-10",
    stage: 3,
    name: both("进行政治审查", "political review"),
    facts: ["political_review_concluded"],
    rules: ["DEV-16"],
  },
  { id: "STEP-11", stage: 3, name: both("开展集中培训", "training"), facts: ["training_completed"], rules: ["DEV-17"] },
  {
    id: "STEP-12",
    stage: 4,
    name: both("支部委员会审查", "branch committee review"),
    facts: ["branch_committee_reviewed"],
    rules: ["DEV-18", "DEV-19"],
  },
  {
    id: "STEP-13",
    stage: 4,
    name: both("上级党委预审", "pre-review"),
    facts: ["pre_review_passed"],
    rules: ["DEV-18"],
  },
  {
    id: "STEP-14",
    stage: 4,
    name: both("填写入党志愿书", "fill in the admission form"),
    facts: ["form_issued"],
    rules: ["DEV-18"],
  },
  {
    id: "STEP-15",
    stage: 4,
    name: both("支部大会讨论", "members' meeting"),
    facts: ["admission_meeting"],
    rules: ["DEV-20", "DEV-21", "DEV-22", "DEV-23", "DEV-24", "DEV-25", "DEV-26", "DEV-44"],
  },
  {
    id: "STEP-16",
    stage: 4,
    name: both("上级党委派人谈话", "the superior's talk"),
    facts: ["superior_talk_held"],
    rules: ["DEV-28"],
  },
  {
    id: "STEP-17",
    stage: 4,
    name: both("上级党委审批", "approval"),
    facts: ["admission_approved", "approval_extended"],
    rules: ["DEV-27", "DEV-29", "DEV-30", "DEV-45"],
  },
  {
    id: "STEP-18",
    stage: 4,
    name: both("再上一级党委组织部门备案", "file one level up"),
    facts: ["admission_filed"],
    rules: ["DEV-31"],
  },
  {
    id: "STEP-19",
    stage: 5,
    name: both("编入党支部和党小组", "place in branch and group"),
    facts: ["placed_in_branch"],
    rules: ["DEV-46"],
  },
  { id: "STEP-20", stage: 5, name: both("入党宣誓", "oath"), facts: ["oath_taken"], rules: ["DEV-32", "DEV-33"] },
  {
    id: "STEP-21",
    stage: 5,
    name: both("继续教育考察", "continue education"),
    facts: ["probationary_transferred_in"],
    rules: ["DEV-34", "DEV-47"],
  },
  {
    id: "STEP-22",
    stage: 5,
    name: both("提出转正申请", "conversion application"),
    facts: ["conversion_applied"],
    rules: ["DEV-38"],
  },
  {
    id: "STEP-23",
    stage: 5,
    name: both("支部大会讨论", "members' meeting"),
    facts: ["conversion_opinion_heard", "conversion_committee_reviewed", "conversion_meeting"],
    rules: ["DEV-35", "DEV-36", "DEV-38", "DEV-48"],
  },
  {
    id: "STEP-24",
    stage: 5,
    name: both("上级党委审批", "approval"),
    facts: ["conversion_approved", "conversion_announced"],
    rules: ["DEV-39", "DEV-40"],
  },
  { id: "STEP-25", stage: 5, name: both("材料归档", "archive"), facts: ["file_archived"], rules: ["DEV-41", "DEV-42"] },
];
