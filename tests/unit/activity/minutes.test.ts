import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { writeMinutes } from "../../../lib/activity/minutes-document.ts";
import type { MinutesSheet } from "../../../lib/activity/minutes-sheet.ts";
import { type CalendarActivity, writeCalendar } from "../../../lib/activity/write-calendar.ts";

const sheet: MinutesSheet = {
  heading: "第一党支部会议记录",
  title: "党员大会 <讨论&表决>",
  kinds: "党员大会",
  host: "第一党支部",
  time: "2026年11月20日15:00—17:00",
  place: "B205",
  chair: "许志远",
  recorder: "韩冰",
  due: 5,
  came: 4,
  present: ["许志远", "韩冰", "欧阳静"],
  late: ["陈晓东"],
  leave: ["蒋国栋"],
  absent: [],
  guests: ["林可欣"],
  quorum: "有表决权的应到5人，实到4人，达到规定人数",
  items: [
    {
      title: "讨论年度计划",
      speakers: "许志远",
      minutes: [
        { type: "paragraph", spans: [{ text: "交流" }, { text: "讨论", isBold: true }] },
        { type: "bullet", spans: [{ text: "第一点" }] },
      ],
    },
  ],
  resolutions: [
    { title: "通过年度学习计划", text: "", vote: "一般事项，表决：赞成4票，反对0票，弃权0票", outcome: "通过" },
  ],
  summary: "",
  status: "2026年11月21日经负责人确认",
};

test("minutes are a Word document that holds every part of the sheet as text", async () => {
  const files = unzipSync(await writeMinutes(sheet, new Date("2026-11-21T00:00:00Z")));
  const text = strFromU8(files["word/document.xml"] ?? new Uint8Array())
    .replaceAll(/<[^>]+>/gu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  const parts = [
    sheet.heading,
    sheet.title,
    sheet.time,
    "5人/4人",
    "迟到：陈晓东",
    "请假：蒋国栋",
    "林可欣",
    sheet.quorum,
  ];
  for (const part of [...parts, "交流讨论", "第一点", "通过年度学习计划（通过）", "赞成4票", sheet.status]) {
    expect(text).toContain(part);
  }
});

test("a calendar tells changes by their number, and a cancellation as one, in times of UTC", () => {
  const activity: CalendarActivity = {
    activityId: "act-00000000",
    kind: "theme_party_day",
    title: "主题党日, 第一次\n换行",
    startsAt: "2026-11-20T07:00:00.000Z",
    endsAt: "2026-11-20T09:00:00.000Z",
    place: "B205",
    onlineLink: null,
    state: "published",
    hostName: "第一党支部",
    sequence: 3,
    changedAt: "2026-11-19T00:00:00.000Z",
  };
  const lines = (given: CalendarActivity) => writeCalendar("日历", [given]).replaceAll("\r\n ", "").split("\r\n");
  expect(lines(activity)).toEqual(
    expect.arrayContaining([
      "UID:act-00000000@dangjian-cloud",
      "SEQUENCE:3",
      "DTSTART:20261120T070000Z",
      "DTEND:20261120T090000Z",
      "STATUS:CONFIRMED",
      "SUMMARY:主题党日\\, 第一次\\n换行",
    ]),
  );
  const cancelled = lines({ ...activity, state: "cancelled", sequence: 4 });
  expect(cancelled).toEqual(expect.arrayContaining(["SEQUENCE:4", "STATUS:CANCELLED"]));
});
