import { expect, test } from "vitest";
import { ActivityPlanFields } from "../../../lib/activity/activity.ts";
import { checkFields } from "../../../lib/activity/check-fields.ts";
import { AppError } from "../../../lib/shared/errors.ts";
import { branch } from "./activity-fixture.ts";

const now = new Date("2026-11-20T06:00:00Z");
const plan = {
  kind: "theme_party_day",
  title: "主题党日",
  startsAt: "2026-11-20T07:00:00Z",
  endsAt: "2026-11-20T09:00:00Z",
};

/** The fields that are refused. */
function faultsOf(more: object, host = branch): string[] {
  try {
    checkFields(ActivityPlanFields.parse({ ...plan, ...more }), host, now, "body");
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return (error.options.errors ?? []).map(({ field }) => field);
  }
}

test.each([
  ["ends before it starts", { endsAt: "2026-11-20T06:30:00Z" }, ["body.endsAt"]],
  ["ends as it starts", { endsAt: plan.startsAt }, ["body.endsAt"]],
  ["lasts for weeks", { endsAt: "2026-12-20T07:00:00Z" }, ["body.endsAt"]],
  ["lies in the past", { startsAt: "2026-11-20T05:00:00Z" }, ["body.startsAt"]],
  ["lets people sign up after it began", { signUpClosesAt: "2026-11-20T07:30:00Z" }, ["body.signUpClosesAt"]],
  ["is combined with what is held on its own", { alsoKinds: ["committee_meeting"] }, ["body.alsoKinds"]],
  ["is held by nobody of this kind", { kind: "secretary_party_lesson" }, ["body.kind"]],
  ["calls people whom nobody named", { kind: "study_session", due: "named" }, ["body.namedPersonIds"]],
  ["calls people in a way of other kinds", { due: "committee" }, ["body.due"]],
])("an activity that %s is refused by its field", (_, more, fields) => {
  expect(faultsOf(more)).toEqual(fields);
});

test("everything wrong with a form is said at once", () => {
  const wrong = { startsAt: "2026-11-20T05:00:00Z", endsAt: "2026-11-20T04:00:00Z", due: "committee" };
  expect(faultsOf(wrong)).toEqual(["body.endsAt", "body.due", "body.startsAt"]);
});

test("what is entered afterwards says why, and a party group names its people", () => {
  expect(faultsOf({ startsAt: "2026-11-20T05:00:00Z", retrospectiveReason: "网络故障" })).toEqual([]);
  expect(faultsOf({ kind: "group_meeting" }, { ...branch, kind: "party_group" })).toEqual(["body.namedPersonIds"]);
});

test.each([
  ["a script as the link of the online room", { onlineLink: "javascript:alert(1)" }],
  ["a link without protection", { onlineLink: "http://meeting.example.edu.cn" }],
  ["a title of blanks", { title: "   " }],
  ["no places at all", { capacity: 0 }],
  ["a guest without a name", { invited: [{ name: "", from: "校外", isObserver: true }] }],
])("%s is no plan", (_, more) => {
  expect(ActivityPlanFields.safeParse({ ...plan, ...more }).success).toBe(false);
});
