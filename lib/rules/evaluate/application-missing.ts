import { type Bilingual, both } from "../bilingual.ts";
import { ConversionOpinion, ListingOpinion, type StepName } from "../facts/application-facts.ts";
import type { RuleId } from "../rule.ts";
import { ruleAt } from "../rule-context.ts";
import { type ApplicationCase, admissionMeeting } from "./application-case.ts";

/** Something that a step needs and that no fact shows yet. */
export interface Missing {
  readonly ruleId: RuleId;
  readonly fact: string;
  readonly what: Bilingual;
}

const opinions = {
  party_group: both("党小组意见", "opinion of the Party group"),
  contacts: both("培养联系人意见", "opinion of the cultivation contacts"),
  members: both("党员意见", "opinion of members"),
  non_members: both("群众意见", "opinion of non-members"),
} as const;

function missingStep({ first }: ApplicationCase, ruleId: RuleId, step: StepName, what: Bilingual): Missing | null {
  return first(step) ? null : { ruleId, fact: step, what };
}

/** Opinions and papers before the listing. */
export function missingForListing(theCase: ApplicationCase): Missing[] {
  const { context, edition, all } = theCase;
  const heard = new Set(all("listing_opinion_heard").map(({ from }) => from));
  const isNoticeOwed = ruleAt(context, "DEV-13", { on: context.on, edition }) !== null;
  return [
    missingStep(theCase, "DEV-05", "activist_decided", both("确定为入党积极分子", "activist decision")),
    ...ListingOpinion.options
      .filter((from) => !heard.has(from))
      .map((from): Missing => ({ ruleId: "DEV-11", fact: `listing_opinion_heard/${from}`, what: opinions[from] })),
    isNoticeOwed
      ? missingStep(theCase, "DEV-12", "superior_consented", both("上级党委同意", "consent of the superior committee"))
      : null,
    isNoticeOwed ? missingStep(theCase, "DEV-13", "notice_started", both("公示", "public notice")) : null,
  ].filter((missing) => missing !== null);
}

/** What stands between a development target and the members' meeting. */
export function missingForAdmission(theCase: ApplicationCase): Missing[] {
  const { facts, all } = theCase;
  const review = all("political_review_concluded").at(-1);
  const reviewed: Missing | null = review?.isPassed
    ? null
    : {
        ruleId: "DEV-16",
        fact: "political_review_concluded",
        what: both("合格的政治审查结论", "passed political review"),
      };
  return [
    missingStep(theCase, "DEV-11", "target_listed", both("列为发展对象", "listing as development target")),
    missingStep(theCase, "DEV-14", "introducers_named", both("确定入党介绍人", "introducers")),
    reviewed,
    facts.isTrainingExcused
      ? null
      : missingStep(theCase, "DEV-17", "training_completed", both("短期集中培训", "training")),
    missingStep(theCase, "DEV-18", "branch_committee_reviewed", both("支委会审查", "branch committee's review")),
    missingStep(theCase, "DEV-18", "pre_review_passed", both("上级党委预审", "pre-review of the superior committee")),
    missingStep(theCase, "DEV-18", "form_issued", both("入党志愿书", "admission form")),
  ].filter((missing) => missing !== null);
}

export function missingForApproval(theCase: ApplicationCase): Missing[] {
  const passed: Missing | null = admissionMeeting(theCase)
    ? null
    : { ruleId: "DEV-22", fact: "admission_meeting", what: both("党员大会通过", "passed members' meeting") };
  return [
    passed,
    missingStep(theCase, "DEV-28", "superior_talk_held", both("审批前谈话", "talk before the approval")),
  ].filter((missing) => missing !== null);
}

export function missingForConversion(theCase: ApplicationCase): Missing[] {
  const heard = new Set(theCase.all("conversion_opinion_heard").map(({ from }) => from));
  return [
    missingStep(theCase, "DEV-38", "conversion_applied", both("转正申请书", "conversion application")),
    ...ConversionOpinion.options
      .filter((from) => !heard.has(from))
      .map((from): Missing => ({ ruleId: "DEV-38", fact: `conversion_opinion_heard/${from}`, what: opinions[from] })),
    missingStep(theCase, "DEV-38", "conversion_committee_reviewed", both("支委会审查", "branch committee's review")),
  ].filter((missing) => missing !== null);
}

/** The papers of the member file, in the edition of 2026 with two named registers. */
const filePapers = {
  admission_form: both("入党志愿书", "admission form"),
  application_letter: both("入党申请书", "application letter"),
  political_review: both("政治审查材料", "political review"),
  conversion_application: both("转正申请书", "conversion application"),
  activist_register: both("入党积极分子培养考察登记表", "activist register"),
  probationary_register: both("预备党员教育考察登记表", "probationary register"),
  cultivation_papers: both("培养教育考察材料", "cultivation papers"),
} as const;

const papersOf2014 = [
  "admission_form",
  "application_letter",
  "political_review",
  "cultivation_papers",
  "conversion_application",
] as const;
const papersOf2026 = [
  "admission_form",
  "application_letter",
  "activist_register",
  "political_review",
  "probationary_register",
  "conversion_application",
] as const;

export function missingForFile({ context, edition, all, reference }: ApplicationCase): Missing[] {
  const on = reference("conversion_approved")?.on ?? context.on;
  const resolved = ruleAt(context, "DEV-41", { on, edition });
  const papers = resolved?.edition.id === "development-2014" ? papersOf2014 : papersOf2026;
  const filed = new Set(all("file_archived").flatMap(({ documents }) => documents));
  return papers
    .filter((paper) => !filed.has(paper))
    .map((paper): Missing => ({ ruleId: "DEV-41", fact: paper, what: filePapers[paper] }));
}
