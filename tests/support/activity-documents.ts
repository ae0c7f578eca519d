import { expect } from "vitest";
import type { ActivityView } from "../../lib/activity/views.ts";
import { type ActivityJourney, branch, times } from "./activity-journey.ts";
import { people } from "./api-client.ts";

interface FileAnswer {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

/** Before the confirmation: one stays, one is removed, one is refused. */
export async function keepAttachments({ api, accepted }: ActivityJourney, activityId: string): Promise<void> {
  const at = `/api/activities/${activityId}/attachments`;
  const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xda, 0, 2, 9, 0xff, 0xd9]);
  const body = { fileName: "../../签到表.exe", content: picture.toString("base64") };
  const [kept, removed] = [
    await accepted<{ attachmentId: string; fileName: string }>(`POST ${at}`, body, people.committeeMember),
    await accepted<{ attachmentId: string }>(`POST ${at}`, body, people.committeeMember),
  ];
  expect(kept.fileName).toBe("签到表.jpg");
  const program = { fileName: "会议照片.jpg", content: Buffer.from("MZ program").toString("base64") };
  expect(await api(`POST ${at}`, { as: people.committeeMember, body: program })).toMatchObject({
    status: 409,
    body: { reasonCode: "file_type" },
  });
  expect((await api(`POST ${at}`, { as: people.member, body })).status).toBe(403);
  await accepted(`POST ${at}/${removed.attachmentId}/remove`, {}, people.committeeMember);
  const { items } = await accepted<{ items: object[] }>(`GET ${at}`, undefined, people.member);
  expect(items).toMatchObject([{ attachmentId: kept.attachmentId, type: "jpg" }]);
  const fetched = await accepted<FileAnswer>(`GET ${at}/${kept.attachmentId}`, undefined, people.member);
  // Without the segment that a camera writes.
  expect(Buffer.from(fetched.content, "base64").toString("hex")).toBe("ffd8ffda000209ffd9");
  expect((await api(`GET ${at}/${removed.attachmentId}`, { as: people.member })).status).toBe(404);
}

/** Minutes, ledgers and calendars of what is filed. */
export async function takeAlong(journey: ActivityJourney, { activityId, day, title }: ActivityView): Promise<void> {
  const { api, accepted, create, step } = journey;
  const minutes = await accepted<FileAnswer & { sheet: object }>(
    `GET /api/activities/${activityId}/minutes`,
    undefined,
    people.member,
  );
  expect(minutes.sheet).toMatchObject({ due: 5, came: 4, leave: ["蒋国栋"], guests: ["林可欣"] });
  expect(JSON.stringify(minutes.sheet)).not.toContain("南京");
  const ledger = `GET /api/ledger-document?organizationId=${branch}&year=${day.slice(0, 4)}`;
  for (const format of ["xlsx", "docx"]) {
    const file = await accepted<FileAnswer>(`${ledger}&format=${format}`, undefined, people.member);
    expect(file.fileName).toMatch(new RegExp(`年工作台账\\.${format}$`));
    expect(Buffer.from(file.content, "base64").subarray(0, 2).toString()).toBe("PK");
  }
  const entry = `GET /api/activities/${activityId}/calendar-entry`;
  expect((await accepted<FileAnswer>(entry, undefined, people.member)).fileName).toBe(`${title}.ics`);
  // Who is called to this one, the committee's posts tell.
  const { body: meeting } = await create({ kind: "committee_meeting", title: "支委会", ...times(12_000, 12_060) });
  await step(meeting, "publish");
  const feedOf = (organizationId: string | null) =>
    accepted<{ feedId: string; path: string }>("POST /api/calendar-feeds", { organizationId }, people.member);
  for (const feed of [await feedOf(null), await feedOf(branch)]) {
    const calendar = await api<string>(`GET ${feed.path}`);
    expect(calendar.status, JSON.stringify(calendar.body)).toBe(200);
    expect(calendar.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(calendar.body).toContain(`UID:${activityId}@dangjian-cloud`);
    await accepted(`POST /api/calendar-feeds/${feed.feedId}/revoke`, {}, people.member);
    expect((await api(`GET ${feed.path}`)).status).toBe(404);
  }
  const elsewhere = { as: people.member, body: { organizationId: "cczu-computing-b01" } };
  expect((await api("POST /api/calendar-feeds", elsewhere)).status).toBe(403);
  expect(await accepted("GET /api/calendar-feeds", undefined, people.member)).toEqual({ items: [] });
}
