import { expect, test } from "vitest";
import type { StoredActivity } from "../../../lib/activity/activity.ts";
import { findDue } from "../../../lib/activity/due-people.ts";
import type { SignUp } from "../../../lib/activity/sign-up.ts";
import { branch, directories, now, personId, someone } from "./activity-fixture.ts";

const crowd = Array.from({ length: 1_200 }, (_, index) => someone(index + 1));

function signUpOf(number: number): SignUp {
  return {
    personId: personId(number),
    organizationId: branch.organizationId,
    stage: "full_member",
    sequence: number,
    signedUpAt: "2026-11-19T06:00:00.000Z",
    withdrawnAt: null,
  };
}

const signUps = { list: async () => crowd.map((_, index) => signUpOf(index + 1)) };

function activityWith(more: Partial<StoredActivity>): StoredActivity {
  const hosts = { hostOrganizationId: branch.organizationId, joint: [] };
  return { activityId: "act-1", ...hosts, capacity: null, namedPersonIds: [], ...more } as unknown as StoredActivity;
}

test("whoever signed up is due, however many there are, as far as there are places", async () => {
  const sources = { ...directories(crowd), signUps };
  expect(await findDue(sources, activityWith({ due: "signed_up" }), now)).toHaveLength(1_200);
  expect(await findDue(sources, activityWith({ due: "signed_up", capacity: 1_100 }), now)).toHaveLength(1_100);
});

test("a list of more than a thousand is refused, and told to sign up", async () => {
  const sources = { ...directories(crowd), signUps };
  await expect(findDue(sources, activityWith({ due: "members" }), now)).rejects.toMatchObject({
    options: { reasonCode: "too_many_due", detail: { zh: expect.stringContaining("报名") } },
  });
});
