import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbActivityStore } from "../../../lib/activity/activity-store.dynamodb.ts";
import { createActivity, publishActivity } from "../../../lib/activity/arrange-activity.ts";
import { dynamodbAttendanceStore } from "../../../lib/activity/attendance-store.dynamodb.ts";
import type { Attendee, OrganizationDirectory, PeopleDirectory, Place } from "../../../lib/activity/directories.ts";
import { dynamodbDoorKeyStore } from "../../../lib/activity/door-key-store.dynamodb.ts";
import { dynamodbLeaveStore } from "../../../lib/activity/leave-store.dynamodb.ts";
import { dynamodbPlanStore } from "../../../lib/activity/plan-store.dynamodb.ts";
import * as routes from "../../../lib/activity/routes.ts";
import { dynamodbSignUpStore } from "../../../lib/activity/sign-up-store.dynamodb.ts";
import type { ActivityView } from "../../../lib/activity/views.ts";
import type { Role } from "../../../lib/shared/access.ts";
import { randomId } from "../../../lib/shared/ids.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";

export const branch: Place = {
  organizationId: "branch-1",
  path: "/school/branch-1/",
  name: "第一党支部",
  kind: "staff_branch",
  status: "active",
};
const other: Place = { ...branch, organizationId: "branch-2", path: "/school/branch-2/", name: "第二党支部" };
const school: Place = {
  ...branch,
  organizationId: "school",
  path: "/school/",
  name: "学院党委",
  kind: "grassroots_committee",
};

export function personId(number: number): string {
  return `per-${String(number).padStart(20, "0")}`;
}

export function someone(number: number, more: Partial<Attendee> = {}): Attendee {
  return {
    personId: personId(number),
    name: `党员${number}`,
    organizationId: branch.organizationId,
    stage: "full_member",
    campusId: `account-${number}`,
    ...more,
  };
}

/** Directories over plain lists; change the list and everybody sees it. */
export function directories(people: Attendee[], committee: readonly string[] = []) {
  const places = [school, branch, other];
  const organizations: OrganizationDirectory = {
    find: async (id) => places.find(({ organizationId }) => organizationId === id),
    findPath: async (id) => places.find(({ organizationId }) => organizationId === id)?.path,
    listDescendants: async ({ path, organizationId }) =>
      places.filter((place) => place.path.startsWith(path) && place.organizationId !== organizationId),
  };
  const directory: PeopleDirectory = {
    listPeople: async (id) => people.filter(({ organizationId }) => organizationId === id),
    find: async (id) => people.find((person) => person.personId === id),
    findByCampusId: async (id) => people.find(({ campusId }) => campusId === id),
    findCommittee: async () => new Set(committee),
  };
  return { organizations, people: directory };
}

/** Everything that the use cases need, over the real engine. */
export function partsOver(
  client: DynamoDBDocumentClient,
  tableName: string,
  people: Attendee[],
  committee: readonly string[] = [],
) {
  return {
    store: dynamodbActivityStore(client, tableName),
    attendance: dynamodbAttendanceStore(client, tableName),
    signUps: dynamodbSignUpStore(client, tableName),
    leaves: dynamodbLeaveStore(client, tableName),
    plans: dynamodbPlanStore(client, tableName),
    doorKeys: dynamodbDoorKeyStore(client, tableName),
    ...directories(people, committee),
    newId: randomId,
  };
}
export type Parts = ReturnType<typeof partsOver>;

export const now = new Date("2026-11-20T06:00:00.000Z");

export function contextOf(
  role: Role | undefined,
  { accountId = "account-1", at = now }: { accountId?: string; at?: Date } = {},
): RequestContext {
  const assignments = role === undefined ? [] : [{ role, organizationId: branch.organizationId }];
  return {
    principal: { accountId, assignments },
    actor: accountId,
    at,
    correlationId: randomId(),
    receipt: undefined,
  };
}

/** A published theme day on the day of `now`, in an hour, unless said otherwise. */
export async function publishedActivity(parts: Parts, more: object = {}): Promise<ActivityView> {
  const context = contextOf("branch_secretary");
  const body = routes.createActivity.body.parse({
    hostOrganizationId: branch.organizationId,
    kind: "theme_party_day",
    title: "主题党日",
    startsAt: "2026-11-20T07:00:00Z",
    endsAt: "2026-11-20T09:00:00Z",
    ...more,
  });
  const draft = await createActivity(parts)({ params: {}, query: {}, body }, context);
  const params = { activityId: draft.activityId };
  return await publishActivity(parts)({ params, query: {}, body: { version: draft.version } }, context);
}
