import { expect, test } from "vitest";
import { StoredActivity } from "../../../lib/activity/activity.ts";
import type { ActivityStore } from "../../../lib/activity/activity-store.ts";
import type { Attendance } from "../../../lib/activity/attendance.ts";
import type { AttendanceStore } from "../../../lib/activity/attendance-store.ts";
import { listActivityKinds } from "../../../lib/activity/read-activities.ts";
import { confirmActivity, recordActivity } from "../../../lib/activity/record-activity.ts";
import { definePolicy, nationalPolicy, type Policy } from "../../../lib/rules/policy.ts";
import { branch, contextOf, directories, now, personId } from "./activity-fixture.ts";

const decidedBy = "校党委会2026年第1次会议";
const twoThirds = definePolicy({
  overrides: [{ ruleId: "BR-10", limit: "quorum", value: 2, over: 3, since: "2026-01-01", decidedBy }],
});

const held = (kind: "members_meeting" | "theme_party_day") =>
  StoredActivity.parse({
    kind,
    title: "党员大会",
    startsAt: "2026-11-20T07:00:00Z",
    endsAt: "2026-11-20T09:00:00Z",
    activityId: "act-00000001",
    hostOrganizationId: branch.organizationId,
    joint: [],
    due: "members",
    day: "2026-11-20",
    state: "held",
    planId: null,
    cancelReason: null,
    remark: null,
    heldAt: now.toISOString(),
    record: null,
    confirmedAt: null,
    confirmedBy: null,
    corrections: 0,
    version: 1,
    createdAt: now.toISOString(),
    createdBy: null,
    updatedAt: now.toISOString(),
    roomSecret: null,
    snapshotId: "run-1",
  });

/** Of four full members two came: half, and less than two thirds. */
const attended = [1, 2, 3, 4].map(
  (number): Attendance => ({
    personId: personId(number),
    organizationId: branch.organizationId,
    stage: "full_member",
    snapshotId: "run-1",
    scan: null,
    code: null,
    decision: number > 2 ? null : { state: "present", at: now.toISOString(), by: null },
  }),
);

/** The use cases over one activity; each answer becomes what is stored. */
function meeting(kind: "members_meeting" | "theme_party_day", policy: Policy) {
  let stored = held(kind);
  let asked = 0;
  const store: Partial<ActivityStore> = {
    find: async () => stored,
    save: async (_, after) => {
      stored = after;
      return true;
    },
  };
  const parts = {
    ...directories([]),
    store: store as ActivityStore,
    attendance: { list: async () => attended } as Partial<AttendanceStore> as AttendanceStore,
    leaves: { list: async () => [] },
    signUps: { list: async () => [] },
    findPolicy: async () => {
      asked += 1;
      return policy;
    },
  };
  const context = contextOf("branch_secretary");
  const at = () => ({ params: { activityId: stored.activityId }, query: {} });
  const blank = { chairId: null, recorderId: null, items: [], resolutions: [], summary: "" };
  return {
    asked: () => asked,
    record: () => recordActivity(parts)({ ...at(), body: { version: stored.version, record: blank } }, context),
    confirm: () => confirmActivity(parts)({ ...at(), body: { version: stored.version } }, context),
  };
}

test("a quorum is judged by the university's own share, which the explanation names", async () => {
  const { record: national } = await meeting("members_meeting", nationalPolicy).record();
  expect(national?.quorum).toMatchObject({ due: 4, present: 2, isQuorate: true });

  const here = meeting("members_meeting", twoThirds);
  for (const { record } of [await here.record(), await here.confirm()]) {
    expect(record?.quorum).toMatchObject({ due: 4, present: 2, isQuorate: false });
    expect(record?.quorum?.explanations[0]?.text.zh).toContain(decidedBy);
  }
  expect(here.asked()).toBe(2);
});

test("nobody asks for the university's numbers where a record has nothing to judge", async () => {
  const { record, confirm, asked } = meeting("theme_party_day", twoThirds);
  await record();
  expect((await confirm()).record?.quorum).toBeNull();
  expect(asked()).toBe(0);
});

test("the kinds tell the rules as they stand here", async () => {
  const quorumUnder = async (policy: Policy) => {
    const list = listActivityKinds({ findPolicy: async () => policy });
    const { items } = await list(undefined, contextOf("member"));
    return items.find(({ kind }) => kind === "members_meeting")?.quorum?.text.zh;
  };
  expect(await quorumUnder(nationalPolicy)).toMatch(/（含半数）。$/);
  expect(await quorumUnder(twoThirds)).toMatch(new RegExp(`（含半数）。本校规定更严：不少于 2/3（${decidedBy}.*）。$`));
});
