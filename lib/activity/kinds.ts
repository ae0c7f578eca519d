import type { OrganizationActivityKind } from "../rules/facts/organization-facts.ts";
import type { RuleId } from "../rules/rule.ts";
import type { Text } from "../shared/text.ts";

const branches = [
  "direct_branch",
  "staff_branch",
  "student_branch",
  "retiree_branch",
  "staff_student_branch",
  "joint_branch",
  "temporary_branch",
  "functional_branch",
  "mobile_member_branch",
] as const;
const committees = ["university_committee", "grassroots_committee"] as const;
const superiors = [...committees, "general_branch"] as const;
const everywhere = [...superiors, ...branches, "party_group"] as const;

/** Who has to come: a stage of the organisation's people, its committee, people named one by one, or whoever signs up. */
export const dueBases = {
  full_members: { zh: "正式党员", en: "Full members" },
  members: { zh: "全体党员（含预备党员）", en: "All members, on probation too" },
  committee: { zh: "委员", en: "Committee" },
  named: { zh: "指定人员", en: "People named one by one" },
  signed_up: { zh: "报名人员", en: "Whoever signs up" },
} as const satisfies Record<string, Text>;
export type DueBasis = keyof typeof dueBases;
export const dueBasisNames = Object.keys(dueBases) as [DueBasis, ...DueBasis[]];

export interface KindDefinition extends Text {
  /** The first one is the default; the others may be chosen. */
  readonly due: readonly DueBasis[];
  /** Which share must be there for what the meeting decides; null: nothing is decided by counting. */
  readonly quorumRule: RuleId | null;
  /** The rule that asks for it, with the article; null: custom, no rule of the catalogue. */
  readonly rule: RuleId | null;
  readonly agenda: readonly Text[];
  /** The duties of the organisation that it meets, as lib/rules names them. */
  readonly duties: readonly OrganizationActivityKind[];
  /** "duration": the time spent counts as study (EDU-33); "given": as many minutes as the organiser says; "none". */
  readonly studyHours: "duration" | "given" | "none";
  readonly heldBy: readonly string[];
  /** Kinds that may be held in the same sitting and recorded as one. */
  readonly combinesWith: readonly string[];
}

export const activityKinds = {
  members_meeting: {
    zh: "党员大会",
    en: "Members' meeting",
    due: ["members", "full_members"],
    quorumRule: "BR-10",
    rule: "BR-09",
    agenda: [
      { zh: "听取支部委员会工作报告", en: "Report of the branch committee" },
      { zh: "讨论并表决有关事项", en: "Discussion and votes" },
      { zh: "书记小结", en: "Closing words of the secretary" },
    ],
    duties: ["branch_members_meeting"],
    studyHours: "none",
    heldBy: branches,
    combinesWith: ["party_lesson", "theme_party_day"],
  },
  committee_meeting: {
    zh: "支部委员会会议",
    en: "Branch committee meeting",
    due: ["committee", "named"],
    quorumRule: "BR-13",
    rule: "BR-12",
    agenda: [
      { zh: "学习传达上级精神", en: "Reading of what the superior decided" },
      { zh: "研究支部工作", en: "Work of the branch" },
      { zh: "形成决议", en: "Decisions" },
    ],
    duties: ["branch_committee_meeting"],
    studyHours: "none",
    heldBy: branches,
    combinesWith: [],
  },
  group_meeting: {
    zh: "党小组会",
    en: "Group meeting",
    due: ["named"],
    quorumRule: null,
    rule: "BR-16",
    agenda: [
      { zh: "学习讨论", en: "Study and discussion" },
      { zh: "交流思想和工作", en: "Exchange about thoughts and work" },
    ],
    duties: ["group_meeting"],
    studyHours: "none",
    heldBy: ["party_group"],
    combinesWith: ["theme_party_day"],
  },
  party_lesson: {
    zh: "党课",
    en: "Party lesson",
    due: ["members", "named", "signed_up"],
    quorumRule: null,
    rule: "BR-21",
    agenda: [
      { zh: "授课", en: "Lecture" },
      { zh: "交流讨论", en: "Discussion" },
    ],
    duties: ["party_lesson"],
    studyHours: "duration",
    heldBy: [...superiors, ...branches],
    combinesWith: ["theme_party_day", "members_meeting"],
  },
  secretary_party_lesson: {
    zh: "书记讲党课",
    en: "Party lesson by the committee secretary",
    due: ["members", "named", "signed_up"],
    quorumRule: null,
    rule: "BR-20",
    agenda: [
      { zh: "书记授课", en: "Lecture by the secretary" },
      { zh: "交流讨论", en: "Discussion" },
    ],
    duties: ["secretary_party_lesson"],
    studyHours: "duration",
    heldBy: committees,
    combinesWith: [],
  },
  theme_party_day: {
    zh: "主题党日",
    en: "Theme Party day",
    due: ["members"],
    quorumRule: null,
    rule: "BR-22",
    agenda: [
      { zh: "重温入党誓词", en: "The oath" },
      { zh: "集中学习", en: "Study together" },
      { zh: "主题活动", en: "The activity of the month" },
    ],
    duties: ["theme_party_day"],
    studyHours: "duration",
    heldBy: branches,
    combinesWith: ["members_meeting", "party_lesson", "group_meeting"],
  },
  organizational_life_meeting: {
    zh: "组织生活会",
    en: "Organisational life meeting",
    due: ["members", "committee"],
    quorumRule: null,
    rule: "BR-23",
    agenda: [
      { zh: "通报会前准备情况", en: "Report on the preparation" },
      { zh: "对照检查", en: "Self-examination" },
      { zh: "批评与自我批评", en: "Criticism and self-criticism" },
      { zh: "整改措施", en: "Measures" },
    ],
    duties: ["organizational_life_meeting"],
    studyHours: "none",
    heldBy: [...branches, "party_group"],
    combinesWith: ["democratic_appraisal"],
  },
  democratic_life_meeting: {
    zh: "民主生活会",
    en: "Democratic life meeting",
    due: ["named"],
    quorumRule: null,
    rule: null,
    agenda: [
      { zh: "通报上次整改落实情况", en: "What became of the last measures" },
      { zh: "班子对照检查", en: "Examination of the leading body" },
      { zh: "个人对照检查与相互批评", en: "Self-examination and criticism" },
      { zh: "整改措施", en: "Measures" },
    ],
    duties: [],
    studyHours: "none",
    heldBy: superiors,
    combinesWith: [],
  },
  democratic_appraisal: {
    zh: "民主评议党员",
    en: "Democratic appraisal of members",
    due: ["members"],
    quorumRule: null,
    rule: "BR-25",
    agenda: [
      { zh: "个人自评", en: "Self-assessment" },
      { zh: "党员互评", en: "Mutual assessment" },
      { zh: "民主测评", en: "Ballot" },
    ],
    duties: ["democratic_appraisal"],
    studyHours: "none",
    heldBy: branches,
    combinesWith: ["organizational_life_meeting"],
  },
  study_session: {
    zh: "理论学习",
    en: "Study session",
    due: ["members", "committee", "named", "signed_up"],
    quorumRule: null,
    rule: "EDU-01",
    agenda: [
      { zh: "领学", en: "Reading" },
      { zh: "研讨交流", en: "Discussion" },
    ],
    duties: [],
    studyHours: "duration",
    heldBy: everywhere,
    combinesWith: [],
  },
  theory_study_group: {
    zh: "理论学习中心组学习",
    en: "Theory study group of the leading body",
    due: ["named"],
    quorumRule: null,
    rule: "EDU-01",
    agenda: [
      { zh: "专题学习", en: "Study of the subject" },
      { zh: "重点发言", en: "Prepared statements" },
      { zh: "交流研讨", en: "Discussion" },
    ],
    duties: [],
    studyHours: "duration",
    heldBy: superiors,
    combinesWith: [],
  },
  volunteer_service: {
    zh: "志愿服务",
    en: "Volunteer service",
    due: ["signed_up", "named"],
    quorumRule: null,
    rule: null,
    agenda: [],
    duties: [],
    studyHours: "none",
    heldBy: everywhere,
    combinesWith: ["theme_party_day"],
  },
  joint_party_admin_meeting: {
    zh: "党政联席会议",
    en: "Joint Party–administration meeting",
    due: ["named"],
    quorumRule: null,
    rule: "UNI-16",
    agenda: [
      { zh: "审议议题", en: "Items for decision" },
      { zh: "形成会议纪要", en: "Minutes" },
    ],
    duties: [],
    studyHours: "none",
    heldBy: superiors,
    combinesWith: [],
  },
  off_campus_visit: {
    zh: "校外参观学习",
    en: "Off-campus visit",
    due: ["members", "signed_up", "named"],
    quorumRule: null,
    rule: null,
    agenda: [
      { zh: "行前安全说明", en: "Safety before leaving" },
      { zh: "现场学习", en: "Study on site" },
    ],
    duties: [],
    studyHours: "given",
    heldBy: [...superiors, ...branches],
    combinesWith: ["theme_party_day"],
  },
} as const satisfies Record<string, KindDefinition>;

export type ActivityKind = keyof typeof activityKinds;
export const activityKindNames = Object.keys(activityKinds) as [ActivityKind, ...ActivityKind[]];

/** The regular life in which every member takes part: the three meetings and one lesson, the theme day, the yearly meetings. */
export const organizationalLife: ReadonlySet<ActivityKind> = new Set([
  "members_meeting",
  "committee_meeting",
  "group_meeting",
  "party_lesson",
  "theme_party_day",
  "organizational_life_meeting",
  "democratic_appraisal",
]);

export function kindOf(kind: ActivityKind): KindDefinition {
  return activityKinds[kind];
}
