import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbActivityStore } from "../../lib/activity/activity-store.dynamodb.ts";
import { createActivity, publishActivity } from "../../lib/activity/arrange-activity.ts";
import { dynamodbAttendanceStore } from "../../lib/activity/attendance-store.dynamodb.ts";
import { checkIn, getRoomCode } from "../../lib/activity/check-in.ts";
import type { Attendee, Place } from "../../lib/activity/directories.ts";
import { dynamodbDoorKeyStore } from "../../lib/activity/door-key-store.dynamodb.ts";
import { holdActivity } from "../../lib/activity/hold-activity.ts";
import { issuePass } from "../../lib/activity/keep-door.ts";
import { dynamodbLeaveStore } from "../../lib/activity/leave-store.dynamodb.ts";
import { recordScans } from "../../lib/activity/record-scans.ts";
import * as routes from "../../lib/activity/routes.ts";
import { dynamodbSignUpStore } from "../../lib/activity/sign-up-store.dynamodb.ts";
import { signUp } from "../../lib/activity/take-place.ts";
import type { Role } from "../../lib/shared/access.ts";
import { randomId } from "../../lib/shared/ids.ts";
import type { RequestContext } from "../../lib/shared/request-context.ts";

const branch: Place = {
  organizationId: "branch-1",
  path: "/school/branch-1/",
  name: "第一党支部",
  kind: "staff_branch",
  status: "active",
};
const now = new Date("2026-11-20T06:30:00.000Z");
const startsAt = new Date("2026-11-20T07:00:00.000Z");
const endsAt = new Date("2026-11-20T09:00:00.000Z");

type Scans = Parameters<ReturnType<typeof recordScans>>[0]["body"]["scans"];
export type Campus = ReturnType<typeof openCampus>;

/** A branch with people in memory; activities, sign-ups and attendance are on the engine that is measured. */
export function openCampus(client: DynamoDBDocumentClient, tableName: string, size: number) {
  const people = Array.from({ length: size }, (_, index) => personOf(index + 1));
  const parts = {
    store: dynamodbActivityStore(client, tableName),
    attendance: dynamodbAttendanceStore(client, tableName),
    signUps: dynamodbSignUpStore(client, tableName),
    leaves: dynamodbLeaveStore(client, tableName),
    doorKeys: dynamodbDoorKeyStore(client, tableName),
    organizations: { find: async () => branch, findPath: async () => branch.path, listDescendants: async () => [] },
    people: {
      listPeople: async () => people,
      find: async (id: string) => people.find(({ personId }) => personId === id),
      findByCampusId: async (id: string) => people.find(({ campusId }) => campusId === id),
      findCommittee: async () => new Set<string>(),
    },
    newId: randomId,
  };
  const secretary = contextOf("branch_secretary", 1);
  return {
    client,
    tableName,
    startsAt,
    async publish(more: object) {
      const plan = { hostOrganizationId: branch.organizationId, title: "活动", startsAt, endsAt, ...more };
      const body = routes.createActivity.body.parse(JSON.parse(JSON.stringify(plan)));
      const draft = await createActivity(parts)({ params: {}, query: {}, body }, secretary);
      const { activityId } = draft;
      const at = { params: { activityId }, query: {} };
      // Several at one time are no subject here: the draft goes straight to its published state.
      const published = await publishOver(parts, activityId, secretary);
      return {
        activityId,
        signUp: (number: number) => signUp(parts)({ ...at, body: {} }, contextOf("member", number)),
        hold: () => holdActivity(parts)({ ...at, body: { version: published } }, secretary),
        async checkIn(number: number) {
          const { code } = await getRoomCode(parts)({ ...at, body: undefined }, secretary);
          return await checkIn(parts)({ ...at, body: { code } }, contextOf("member", number));
        },
        /** The code is read once, and then everybody comes. */
        async openDoor() {
          const { code } = await getRoomCode(parts)({ ...at, body: undefined }, secretary);
          return (number: number) => checkIn(parts)({ ...at, body: { code } }, contextOf("member", number));
        },
        async issuePass(number: number, deviceKey: string) {
          return (await issuePass(parts)({ ...at, body: { deviceKey } }, contextOf("member", number))).pass;
        },
        scan: (_: string, scans: Scans) =>
          recordScans(parts)({ ...at, body: { scans } }, { ...secretary, at: new Date(endsAt) }),
      };
    },
  };
}

async function publishOver(
  parts: Pick<Parameters<typeof publishActivity>[0], "organizations"> & {
    store: ReturnType<typeof dynamodbActivityStore>;
  },
  activityId: string,
  context: RequestContext,
): Promise<number> {
  const alone = { ...parts.store, list: async () => ({ items: [], nextCursor: null }) };
  const publish = publishActivity({ ...parts, store: alone });
  return (await publish({ params: { activityId }, query: {}, body: { version: 1 } }, context)).version;
}

function personOf(number: number): Attendee {
  return {
    personId: `per-${String(number).padStart(20, "0")}`,
    name: `党员${number}`,
    organizationId: branch.organizationId,
    stage: "full_member",
    campusId: `account-${number}`,
  };
}

function contextOf(role: Role, number: number): RequestContext {
  const accountId = `account-${number}`;
  return {
    principal: { accountId, assignments: [{ role, organizationId: branch.organizationId }] },
    actor: accountId,
    at: now,
    correlationId: randomId(),
    receipt: undefined,
  };
}
