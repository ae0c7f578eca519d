import type { Text } from "../shared/text.ts";
import type { PersonFields } from "./person-fields.ts";

/** Where a person stands: on the way into the Party, in it, or no longer of this university's organisations. */
export const stages = {
  applicant: { zh: "入党申请人", en: "Applicant", group: "candidate" },
  activist: { zh: "入党积极分子", en: "Activist", group: "candidate" },
  development_target: { zh: "发展对象", en: "Development target", group: "candidate" },
  probationary_member: { zh: "预备党员", en: "Probationary member", group: "member" },
  full_member: { zh: "正式党员", en: "Full member", group: "member" },
  transferred_out: { zh: "已转出", en: "Transferred out", group: "ended" },
  deceased: { zh: "已去世", en: "Deceased", group: "ended" },
  left: { zh: "已出党", en: "Left the Party", group: "ended" },
  expelled: { zh: "已开除党籍", en: "Expelled", group: "ended" },
  discontinued: { zh: "已终止发展", en: "Development ended", group: "ended" },
} as const satisfies Record<string, Text & { group: StageGroup }>;

export type StageGroup = "candidate" | "member" | "ended";
export type Stage = keyof typeof stages;

export const stageNames = Object.keys(stages) as [Stage, ...Stage[]];
export const presentStages = [
  "applicant",
  "activist",
  "development_target",
  "probationary_member",
  "full_member",
] as const satisfies readonly Stage[];

const candidates = ["applicant", "activist", "development_target"] as const satisfies readonly Stage[];
const members = ["probationary_member", "full_member"] as const satisfies readonly Stage[];

export interface Transition extends Text {
  readonly from: readonly Stage[];
  /** "former": back to the stage before the end; "same": the stage stays, something of it changes. */
  readonly to: Stage | "former" | "same";
  /** The field that holds the day of this step, and the field whose day it cannot precede. */
  readonly dateField?: keyof PersonFields;
  readonly notBefore?: keyof PersonFields;
}

/** Every way from one stage to another; articles are those of the detailed rules on developing members, 2026. */
export const transitions = {
  // Article 8.
  accept_as_activist: {
    zh: "确定为入党积极分子",
    en: "Accept as activist",
    from: ["applicant"],
    to: "activist",
    dateField: "activist_date",
    notBefore: "application_date",
  },
  // Article 13.
  list_as_development_target: {
    zh: "确定为发展对象",
    en: "List as development target",
    from: ["activist"],
    to: "development_target",
    dateField: "target_date",
    notBefore: "activist_date",
  },
  // Articles 19 to 25: the day on which the branch meeting passed the admission.
  admit: {
    zh: "接收为预备党员",
    en: "Admit as probationary member",
    from: ["development_target"],
    to: "probationary_member",
    dateField: "admission_date",
    notBefore: "target_date",
  },
  // Articles 31 to 33.
  convert: {
    zh: "按期转正",
    en: "Convert to full member",
    from: ["probationary_member"],
    to: "full_member",
    dateField: "conversion_date",
    notBefore: "admission_date",
  },
  extend_probation: {
    zh: "延长预备期",
    en: "Extend probation",
    from: ["probationary_member"],
    to: "same",
    notBefore: "admission_date",
  },
  cancel_probation: {
    zh: "取消预备党员资格",
    en: "Cancel probation",
    from: ["probationary_member"],
    to: "discontinued",
    notBefore: "admission_date",
  },
  discontinue: { zh: "终止发展", en: "End development", from: candidates, to: "discontinued" },
  transfer_out: { zh: "组织关系转出", en: "Transfer out", from: [...candidates, ...members], to: "transferred_out" },
  record_death: {
    zh: "登记去世",
    en: "Record death",
    from: [...candidates, ...members, "transferred_out", "left", "discontinued"],
    to: "deceased",
  },
  leave: { zh: "退党、劝退或除名", en: "Leave or be removed", from: members, to: "left" },
  expel: { zh: "开除党籍", en: "Expel", from: members, to: "expelled" },
  return: { zh: "组织关系转回", en: "Transfer back", from: ["transferred_out"], to: "former" },
  apply_again: {
    zh: "重新申请入党",
    en: "Apply again",
    from: ["discontinued", "left"],
    to: "applicant",
    dateField: "application_date",
  },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;
export const transitionNames = Object.keys(transitions) as [TransitionName, ...TransitionName[]];

/** What may follow a stage: what a screen offers, and what is accepted. */
export function transitionsFrom(stage: Stage): TransitionName[] {
  return transitionNames.filter((name) => (transitions[name].from as readonly Stage[]).includes(stage));
}

export function isEnded(stage: Stage): boolean {
  return stages[stage].group === "ended";
}

/** As what a person counts at an organisation; null when the person belongs to none any more. */
export function countedAs(stage: Stage): "candidate" | "probationary_member" | "full_member" | null {
  if (stage === "probationary_member" || stage === "full_member") return stage;
  return isEnded(stage) ? null : "candidate";
}
