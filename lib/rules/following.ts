import { type Bilingual, both } from "./bilingual.ts";
import { sameAs } from "./data/same-rules.ts";
import type { Rule, RuleId } from "./rule.ts";

/**
 * What the platform does about a rule: duties come up by it, or by another rule that asks for the same; it is compared where
 * something is entered or counted; it waits until what it asks for is recorded; or it is only shown.
 */
type FollowedHow = "duty" | "through" | "compared" | "pending" | "reference";

export interface Following {
  readonly how: FollowedHow;
  /** By which rule, where it is compared, or what is not recorded yet. */
  readonly note: Bilingual | null;
}

/** By which organisations owe something, from what the platform records today. */
const duties: ReadonlySet<RuleId> = new Set([
  "BR-09",
  "BR-12",
  "BR-16",
  "BR-20",
  "BR-21",
  "BR-22",
  "BR-23",
  "BR-25",
  "BR-26",
  "BR-30",
  "BR-32",
  "BR-33",
  "BR-34",
  "BR-35",
  "BR-36",
  "DEV-08",
  "DUE-30",
  "EDU-04",
  "EDU-10",
  "EDU-17",
  "EDU-18",
  "EDU-22",
  "EDU-31",
  "EDU-34",
  "ELE-13",
  "ELE-14",
  "STD-09",
  "UNI-03",
  "UNI-07",
  "UNI-13",
]);

const atOrganizations = both("在党组织页面提示", "at the organisation");
const atVotes = both("在会议记录的表决中核算", "at the votes of a record");
const atHours = both("在学时统计中核算", "where study hours are counted");
const atPeople = both("在登记和导入人员时核对", "where people are registered or imported");

const comparedAt: Partial<Record<RuleId, Bilingual>> = {
  "BR-01": atOrganizations,
  "BR-02": atOrganizations,
  "BR-27": atOrganizations,
  "UNI-12": atOrganizations,
  "BR-10": atVotes,
  "BR-11": atVotes,
  "BR-13": atVotes,
  "DEV-21": atVotes,
  "DEV-22": atVotes,
  "DEV-23": atVotes,
  "EDU-01": atHours,
  "EDU-02": atHours,
  "EDU-33": atHours,
  "EDU-27": both("接收时回执即送达转出党组织", "at the reception, which the sender sees at once"),
  "EDU-28": both("在组织关系转接中显示期限", "as a day at each transfer"),
  "DEV-01": atPeople,
  "DEV-34": atPeople,
  "DEV-35": atPeople,
};

const abroad = both(
  "平台还没有出国（境）起止日期和联系情况的记录",
  "stays abroad and contacts with members abroad are not recorded yet",
);
const away = both(
  "平台只有是否流动党员的标记，还没有外出日期的记录",
  "mobile members are marked, but the day of leaving is not recorded yet",
);
const graduates = both(
  "平台还没有毕业日期和组织关系留校的记录",
  "graduation days and relations kept at school are not recorded yet",
);
const figures = both("平台还没有这些人数的登记", "these numbers of people are not recorded yet");
const form = both("平台还没有这些组成情况的登记", "who makes up the organisation in this respect is not recorded yet");

const notRecorded: Partial<Record<RuleId, Bilingual>> = {
  "EDU-13": abroad,
  "EDU-14": abroad,
  "EDU-30": abroad,
  "EDU-35": abroad,
  "EDU-07": away,
  "EDU-15": away,
  "EDU-12": graduates,
  "EDU-20": both("平台还没有限期改正等组织处置的记录", "orders to rectify and other disposals are not recorded yet"),
  "EDU-05": both("平台还没有党员个人集中培训的记录", "concentrated training of single members is not recorded yet"),
  "BR-05": both(
    "党组织由上级直接建立，平台还没有成立申请和批复的记录",
    "superiors set organisations up directly; requests and answers are not recorded yet",
  ),
  "DEV-49": figures,
  "UNI-20": figures,
  "UNI-04": both("平台还没有是否设常委会的登记", "whether a committee has a standing committee is not recorded yet"),
  "UNI-17": figures,
  "UNI-18": figures,
  "UNI-21": figures,
  "UNI-22": figures,
};

/** Numbers that await the module in which their facts are recorded. */
const awaiting: Readonly<Record<string, Bilingual>> = {
  DEV: both("平台还没有发展党员各环节日期和材料的记录", "the steps of admissions are not recorded yet"),
  ELE: both("平台还没有选举票数和候选人的记录", "ballots and candidates of elections are not recorded yet"),
  APP: both("平台还没有民主评议等次和票数的记录", "grades and ballots of appraisals are not recorded yet"),
  DIS: both("平台还没有党务公开目录和申请的记录", "the catalogue of disclosure and requests are not recorded yet"),
  BR: form,
  UNI: form,
  EDU: both("平台还没有计算所需的记录", "what it counts is not recorded yet"),
};

/** Lists in a regulation: nothing is counted by them. */
const isList = ({ kind, limits }: Rule) =>
  kind === "count" && Object.values(limits).every(({ unit }) => unit === "item");

export function followingOf(rule: Rule): Following {
  if (duties.has(rule.id)) return { how: "duty", note: null };
  const same = sameAs[rule.id];
  if (same !== undefined) return { how: "through", note: both(same, same) };
  const place = comparedAt[rule.id];
  if (place !== undefined) return { how: "compared", note: place };
  const missing = notRecorded[rule.id] ?? awaiting[rule.id.slice(0, rule.id.indexOf("-"))];
  if (rule.kind === "duty" || isList(rule) || missing === undefined) return { how: "reference", note: null };
  return { how: "pending", note: missing };
}
