import * as z from "zod";
import type { StoredActivity } from "./activity.ts";
import { kindOf } from "./kinds.ts";
import type { Attended } from "./list-attendance.ts";
import { type ActivityRecord, voteKinds } from "./record.ts";
import { RichText } from "./rich-text.ts";

/** Minutes in the form that is customary on paper: a head of fields, who was there, what was said, what was decided. */
export const MinutesSheet = z
  .object({
    heading: z.string(),
    title: z.string(),
    kinds: z.string(),
    host: z.string(),
    time: z.string(),
    place: z.string(),
    chair: z.string(),
    recorder: z.string(),
    due: z.int(),
    came: z.int(),
    present: z.array(z.string()),
    late: z.array(z.string()),
    leave: z.array(z.string()),
    absent: z.array(z.string()),
    guests: z.array(z.string()),
    quorum: z.string(),
    items: z.array(z.object({ title: z.string(), speakers: z.string(), minutes: RichText })),
    resolutions: z.array(z.object({ title: z.string(), text: z.string(), vote: z.string(), outcome: z.string() })),
    summary: z.string(),
    /** Whether the head stands for it, and what became of it afterwards. */
    status: z.string(),
  })
  .meta({ id: "MinutesSheet", description: "会议记录（规范格式） · Minutes in the customary form" });
export type MinutesSheet = z.infer<typeof MinutesSheet>;

/** Made when minutes are written: the calendar of a language takes as long to load as a third of the SDK. */
const dayFormat = () =>
  new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", year: "numeric", month: "long", day: "numeric" });
const clockFormat = () =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Shanghai",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });

interface SheetSources {
  readonly activity: StoredActivity;
  readonly record: ActivityRecord;
  readonly hostName: string;
  readonly people: readonly (Attended & { readonly name: string })[];
}

/** The sheet of a recorded activity. Reasons for leave are not in it: minutes are read by all. */
export function minutesSheetOf({ activity, record, hostName, people }: SheetSources): MinutesSheet {
  const named = (state: Attended["state"]) => people.filter((person) => person.state === state).map(({ name }) => name);
  const nameOf = (personId: string | null) => people.find((person) => person.personId === personId)?.name ?? "";
  const outsiders = activity.invited.map(({ name, from }) => (from === "" ? name : `${name}（${from}）`));
  const { counts } = record;
  return {
    heading: `${hostName}会议记录`,
    title: activity.title,
    kinds: [activity.kind, ...activity.alsoKinds].map((kind) => kindOf(kind).zh).join("、"),
    host: hostName,
    time: spanOf(activity),
    place: activity.place ?? (activity.onlineLink === null ? "" : "线上"),
    chair: nameOf(record.chairId),
    recorder: nameOf(record.recorderId),
    due: counts.due,
    came: counts.present,
    present: named("present"),
    late: named("late"),
    leave: named("leave"),
    absent: named("absent"),
    guests: [...named("guest"), ...outsiders],
    quorum: quorumOf(record),
    items: record.items.map(({ title, speakers, minutes }) => ({ title, speakers: speakers.join("、"), minutes })),
    resolutions: record.resolutions.map(resolutionOf),
    summary: record.summary,
    status: statusOf(activity),
  };
}

function spanOf({ startsAt, endsAt }: StoredActivity): string {
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  const [day, clock] = [dayFormat(), clockFormat()];
  const [first, last] = [day.format(from), day.format(to)];
  return `${first}${clock.format(from)}—${first === last ? "" : last}${clock.format(to)}`;
}

function quorumOf({ quorum }: ActivityRecord): string {
  if (quorum === null) return "";
  const judged = quorum.isQuorate ? "达到规定人数" : "未达到规定人数";
  return `有表决权的应到${quorum.due}人，实到${quorum.present}人，${judged}`;
}

function resolutionOf({ title, text, vote, judgement }: ActivityRecord["resolutions"][number]) {
  if (vote === null) return { title, text, vote: "", outcome: "" };
  const written = vote.writtenYes > 0 ? `，另有书面赞成${vote.writtenYes}票` : "";
  const manner = vote.isSecret ? "无记名投票" : "表决";
  const outcome = judgement?.isPassed == null ? "" : judgement.isPassed ? "通过" : "未通过";
  return {
    title,
    text,
    vote: `${voteKinds[vote.kind].zh}，${manner}：赞成${vote.yes}票，反对${vote.no}票，弃权${vote.abstain}票${written}`,
    outcome,
  };
}

function statusOf({ state, confirmedAt, corrections }: StoredActivity): string {
  if (confirmedAt === null || state === "recorded" || state === "held") return "待负责人确认";
  const corrected = corrections > 0 ? `，此后更正${corrections}次` : "";
  return `${dayFormat().format(new Date(confirmedAt))}经负责人确认${corrected}`;
}
