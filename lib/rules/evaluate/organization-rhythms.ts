import { type Bilingual, both } from "../bilingual.ts";
import { civilDay } from "../calendar/plain-date.ts";
import { rhythm } from "../derive-obligation.ts";
import { verdict } from "../derive-verdict.ts";
import { knownFacts, referTo } from "../facts/dated-fact.ts";
import type { OrganizationActivity, OrganizationActivityKind, OrganizationFacts } from "../facts/organization-facts.ts";
import { getLimit } from "../find-rule.ts";
import type { Finding } from "../finding.ts";
import { holds } from "../limit.ts";
import type { RuleId } from "../rule.ts";
import { type RuleContext, ruleAt } from "../rule-context.ts";

interface Duty {
  readonly ruleId: RuleId;
  readonly activity: OrganizationActivityKind;
  readonly isOwedBy: (facts: OrganizationFacts) => boolean;
  readonly what: Bilingual;
  /** Where one rule asks for several things. */
  readonly part?: string;
}

const isBranch = ({ kind }: OrganizationFacts) => kind === "branch";
const hasBranchCommittee = (facts: OrganizationFacts) => isBranch(facts) && facts.hasCommittee;
const isCommittee = ({ kind }: OrganizationFacts) => kind === "university_committee" || kind === "grassroots_committee";

/** Which activity keeps which rhythm, and who owes it. A temporary branch owes none: its members belong elsewhere. */
const duties: readonly Duty[] = [
  {
    ruleId: "BR-09",
    activity: "branch_members_meeting",
    isOwedBy: isBranch,
    what: both("党支部党员大会", "branch members' meeting"),
  },
  {
    ruleId: "BR-12",
    activity: "branch_committee_meeting",
    isOwedBy: hasBranchCommittee,
    what: both("支部委员会会议", "branch committee meeting"),
  },
  {
    ruleId: "BR-20",
    activity: "secretary_party_lesson",
    isOwedBy: isCommittee,
    what: both("党委书记讲党课", "Party lesson by the committee secretary"),
  },
  { ruleId: "BR-21", activity: "party_lesson", isOwedBy: isBranch, what: both("党课", "Party lesson") },
  { ruleId: "BR-22", activity: "theme_party_day", isOwedBy: isBranch, what: both("主题党日", "theme Party day") },
  {
    ruleId: "BR-23",
    activity: "organizational_life_meeting",
    isOwedBy: isBranch,
    what: both("组织生活会", "organisational life meeting"),
  },
  {
    ruleId: "BR-25",
    activity: "democratic_appraisal",
    isOwedBy: isBranch,
    what: both("民主评议党员", "democratic appraisal"),
  },
  {
    ruleId: "BR-26",
    activity: "talk_within_committee",
    isOwedBy: hasBranchCommittee,
    what: both("支部委员之间谈心谈话", "talks within the committee"),
    part: "talk_within_committee",
  },
  {
    ruleId: "BR-26",
    activity: "talk_committee_with_members",
    isOwedBy: hasBranchCommittee,
    what: both("支部委员与党员谈心谈话", "talks of the committee with members"),
    part: "talk_committee_with_members",
  },
  {
    ruleId: "BR-26",
    activity: "talk_among_members",
    isOwedBy: isBranch,
    what: both("党员之间谈心谈话", "talks among members"),
    part: "talk_among_members",
  },
  {
    ruleId: "BR-35",
    activity: "secretary_rotation_training",
    isOwedBy: isBranch,
    what: both("支部书记集中轮训", "rotation training of the secretary"),
  },
  {
    ruleId: "BR-36",
    activity: "duty_report_appraisal",
    isOwedBy: isBranch,
    what: both("支部书记述职评议", "duty report of the branch secretary"),
  },
  {
    ruleId: "STD-09",
    activity: "duty_report_appraisal",
    isOwedBy: (facts) => isCommittee(facts) || facts.kind === "general_branch",
    what: both("党组织书记抓党建述职评议考核", "duty report of the secretary"),
  },
  {
    ruleId: "DEV-08",
    activity: "activist_team_analysis",
    isOwedBy: isCommittee,
    what: both("入党积极分子队伍分析", "analysis of the activist team"),
  },
  {
    ruleId: "EDU-34",
    activity: "rotation_training",
    isOwedBy: isCommittee,
    what: both("党员集中轮训", "concentrated training of members"),
  },
  {
    ruleId: "UNI-04",
    activity: "plenary_meeting",
    isOwedBy: (facts) => facts.kind === "university_committee" && facts.hasStandingCommittee,
    what: both("党委全体会议", "plenary meeting of the committee"),
  },
  {
    ruleId: "DUE-30",
    activity: "dues_disclosure",
    isOwedBy: isBranch,
    what: both("党费收缴情况公示", "publication of dues"),
  },
];

/** What an organisation does to keep a rhythm; null: the rule owes nothing of the kind. */
export function activityOfRhythm(ruleId: string, part: string | undefined): OrganizationActivityKind | null {
  return duties.find((duty) => duty.ruleId === ruleId && duty.part === part)?.activity ?? null;
}

/** An appraisal combined with the life meeting is recorded as both kinds by the module that records it. */
export function organizationRhythms(context: RuleContext, facts: OrganizationFacts): (Finding | null)[] {
  const subject = { kind: "organization", id: facts.id } as const;
  const activities = knownFacts(facts.activities, context.on);
  const owed = duties
    .filter(({ isOwedBy }) => isOwedBy(facts))
    .flatMap(({ ruleId, activity, what, part }) =>
      rhythm(context, {
        ruleId,
        subject,
        since: facts.recordsSince,
        message: what,
        facts: activities.filter(({ kind }) => kind === activity).map((fact) => referTo(activity, fact)),
        ...(part ? { part } : {}),
      }),
    );
  return [...owed, ...groupMeetings(context, facts, activities), ...lifeMeetingQuarter(context, facts, activities)];
}

function groupMeetings(context: RuleContext, facts: OrganizationFacts, activities: readonly OrganizationActivity[]) {
  if (!isBranch(facts)) return [];
  return [...new Set(facts.groupIds)].flatMap((groupId) =>
    rhythm(context, {
      ruleId: "BR-16",
      subject: { kind: "organization", id: facts.id },
      part: groupId,
      since: facts.recordsSince,
      message: both("党小组会", "Party group meeting"),
      facts: activities
        .filter((activity) => activity.kind === "group_meeting" && activity.groupId === groupId)
        .map((fact) => referTo("group_meeting", fact)),
    }),
  );
}

function lifeMeetingQuarter(
  context: RuleContext,
  facts: OrganizationFacts,
  activities: readonly OrganizationActivity[],
) {
  const held = activities.filter(({ kind }) => kind === "organizational_life_meeting" && isBranch(facts));
  return held.map((meeting) => {
    const resolved = ruleAt(context, "BR-23", { on: meeting.on });
    if (!resolved) return null;
    const limit = getLimit(resolved, "quarter");
    const quarter = Math.ceil(civilDay(meeting.on).month / 3);
    if (holds(quarter, limit)) return null;
    const message = both(
      `组织生活会在第 ${quarter} 季度召开，一般应在第 ${limit.value} 季度`,
      `The life meeting was held in quarter ${quarter}, normally quarter ${limit.value}`,
    );
    const subject = { kind: "organization", id: facts.id } as const;
    const about = [referTo("organizational_life_meeting", meeting)];
    return verdict(
      resolved,
      { ruleId: "BR-23", subject, occasion: `quarter@${meeting.on}`, about, message },
      { limit },
    );
  });
}
