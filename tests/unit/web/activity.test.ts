import { describe, expect, test } from "vitest";
import { type ActivityForm, fieldsOf, formOf, movedEnd } from "../../../web/src/activity/activity-fields.ts";
import { sourceOf } from "../../../web/src/activity/attendance-source.ts";
import { exceptionsOf } from "../../../web/src/activity/exceptions.ts";
import { draftOf, emptyResolution, recordOf } from "../../../web/src/activity/record-draft.ts";
import type { Activity, AttendanceList } from "../../../web/src/activity/use-activities.ts";
import { votesOf } from "../../../web/src/activity/votes.ts";

const activity = {
  activityId: "act-00000001",
  hostOrganizationId: "branch-1",
  kind: "members_meeting",
  alsoKinds: [],
  title: "党员大会",
  startsAt: "2026-12-01T06:00:00.000Z",
  endsAt: "2026-12-01T08:00:00.000Z",
  place: null,
  onlineLink: null,
  agenda: [{ title: "听取报告", speaker: "许志远" }],
  due: "members",
  namedPersonIds: [],
  capacity: 3,
  signUpClosesAt: null,
  invited: [{ name: "王教授", from: "校外", isObserver: true }],
  joint: [
    { organizationId: "branch-2", state: "accepted" },
    { organizationId: "branch-3", state: "declined" },
  ],
  responsiblePersonId: null,
  studyMinutes: null,
  retrospectiveReason: null,
  record: null,
} as unknown as Activity;

describe("the form of an activity", () => {
  test("holds what was planned, without organisations that declined, and sends it as it was", () => {
    const form = formOf(activity);
    expect(form.startsAt).toBe("2026-12-01T14:00");
    expect(form.jointOrganizationIds).toEqual(["branch-2"]);
    const sent = fieldsOf(form, undefined, activity);
    expect(sent).toMatchObject({ startsAt: activity.startsAt, agenda: activity.agenda, invited: activity.invited });
  });

  test("leaves out guests without a name, and says what is missing of the others", () => {
    const invited = [{ name: "  " }, { name: "李工" }];
    const sent = fieldsOf({ ...formOf(activity), invited } as ActivityForm, undefined);
    expect(sent.invited).toEqual([{ name: "李工", from: "", isObserver: false }]);
  });

  test("moves the end with the beginning, unless the end was not after it", () => {
    const form = { startsAt: "2026-12-01T14:00", endsAt: "2026-12-01T16:30" };
    expect(movedEnd(form, "2026-12-31T23:00")).toBe("2027-01-01T01:30");
    expect(movedEnd({ ...form, endsAt: form.startsAt }, "2026-12-02T14:00")).toBe(form.startsAt);
    expect(movedEnd(form, "")).toBe(form.endsAt);
  });
});

const person = (more: object) => ({ isDue: true, state: "due", stage: "full_member", ...more }) as never;
const list = {
  items: [
    person({ personId: "per-1" }),
    person({ personId: "per-2", state: "absent" }),
    person({ personId: "per-3", stage: "probationary_member" }),
    person({ personId: "per-4", isDue: false, state: "question" }),
  ],
} as unknown as AttendanceList;

describe("a record", () => {
  test("keeps speakers and the texts of resolutions", () => {
    const draft = draftOf(activity);
    expect(draft.items[0]?.speakers).toBe("许志远");
    const [item] = draft.items;
    const resolutions = [{ ...emptyResolution(0), title: "通过计划", text: "按计划执行。" }];
    const items = [{ ...item, key: 0, title: "听取报告", text: "", speakers: "许志远、 韩冰，Anna Li" }];
    expect(recordOf({ ...draft, items, resolutions })).toMatchObject({
      items: [{ speakers: ["许志远", "韩冰", "Anna Li"] }],
      resolutions: [{ text: "按计划执行。", vote: null }],
    });
  });

  test("counts as voters the full members who are there; guests and members on probation have no vote", () => {
    const resolution = { ...emptyResolution(0), voteKind: "ordinary" as const, yes: 1 };
    expect(votesOf(resolution, list, {})).toEqual({ due: 2, present: 1, cast: 1, isTooMany: false });
    expect(votesOf({ ...resolution, no: 1 }, list, {}).isTooMany).toBe(true);
    expect(votesOf({ ...resolution, no: 1 }, list, { "per-2": "late" }).isTooMany).toBe(false);
  });
});

describe("a line of the list of attendance", () => {
  const scan = { at: "2026-12-01T06:05:00.000Z", deviceId: "door-1", sequence: 1 };
  const line = (more: object) => sourceOf(person({ decision: null, code: null, scan: null, leave: null, ...more }));

  test("says by how much the clock of a phone was wrong", () => {
    expect(line({ scan: { ...scan, skewSeconds: -3_600 } })).toEqual({ source: "scan", at: scan.at, skewMinutes: 60 });
  });

  test("names the earliest check-in, and the word of the recorder before it", () => {
    expect(line({ scan, code: { at: "2026-12-01T06:04:00.000Z" } }).source).toBe("code");
    expect(line({ scan, code: { at: "2026-12-01T06:06:00.000Z" } }).source).toBe("scan");
    expect(line({ scan, decision: { state: "late", at: scan.at, by: null } }).source).toBe("decision");
  });
});

test("branches without meetings come before those with open records, and committees are not asked", () => {
  const row = (organizationId: string, filed: readonly number[], open: readonly number[], kind = "student_branch") => ({
    organizationId,
    parentId: null,
    name: organizationId,
    kind,
    cells: [
      ...filed.map((month) => ({ month, kind: "party_lesson", planned: 0, open: 0, filed: 1, due: 3, present: 3 })),
      ...open.map((month) => ({ month, kind: "party_lesson", planned: 0, open: 1, filed: 0, due: 0, present: 0 })),
    ],
  });
  const rows = [
    row("good", [8, 9, 10], []),
    row("open", [8, 9, 10], [9]),
    row("silent", [3], []),
    row("committee", [], [], "grassroots_committee"),
  ];
  expect(exceptionsOf(rows, 10).map(({ organizationId, emptyMonths }) => [organizationId, emptyMonths])).toEqual([
    ["silent", 7],
    ["open", 0],
  ]);
});
