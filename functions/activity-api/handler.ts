import { dynamodbActivityStore } from "../../lib/activity/activity-store.dynamodb.ts";
import {
  answerJointActivity,
  cancelActivity,
  changeActivity,
  createActivity,
  publishActivity,
} from "../../lib/activity/arrange-activity.ts";
import { decideLeave, listLeaves, requestLeave } from "../../lib/activity/ask-leave.ts";
import * as attendanceRoutes from "../../lib/activity/attendance-routes.ts";
import { dynamodbAttendanceStore } from "../../lib/activity/attendance-store.dynamodb.ts";
import { checkIn, getRoomCode, recordAttendance } from "../../lib/activity/check-in.ts";
import { dynamodbDoorKeyStore } from "../../lib/activity/door-key-store.dynamodb.ts";
import { createActivityPlan, endActivityPlan, listActivityPlans } from "../../lib/activity/draft-plans.ts";
import { holdActivity } from "../../lib/activity/hold-activity.ts";
import { getDoor, issuePass } from "../../lib/activity/keep-door.ts";
import { dynamodbLeaveStore } from "../../lib/activity/leave-store.dynamodb.ts";
import { listAttendance } from "../../lib/activity/list-attendance.ts";
import { listOwnActivities } from "../../lib/activity/own-activities.ts";
import { dynamodbPlanStore } from "../../lib/activity/plan-store.dynamodb.ts";
import {
  getActivity,
  listActivities,
  listActivityKinds,
  listActivityVersions,
} from "../../lib/activity/read-activities.ts";
import {
  confirmActivity,
  correctActivity,
  giveBackActivity,
  recordActivity,
} from "../../lib/activity/record-activity.ts";
import { recordScans } from "../../lib/activity/record-scans.ts";
import * as routes from "../../lib/activity/routes.ts";
import { dynamodbSignUpStore } from "../../lib/activity/sign-up-store.dynamodb.ts";
import { listSignUps, signUp, withdrawSignUp } from "../../lib/activity/take-place.ts";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { universityPolicy } from "../../lib/obligation/university-policy.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";
import { organizationDirectory } from "./organization-directory.ts";
import { peopleDirectory } from "./people-directory.ts";

const { ACTIVITY_TABLE, MEMBERSHIP_TABLE, OBLIGATION_TABLE, ORGANIZATION_TABLE, IDENTITY_TABLE } =
  readEnvironment(environment);
const client = createDocumentClient();
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const organizations = organizationDirectory(dynamodbOrganizationStore(client, ORGANIZATION_TABLE));
const parts = {
  store: dynamodbActivityStore(client, ACTIVITY_TABLE),
  attendance: dynamodbAttendanceStore(client, ACTIVITY_TABLE),
  signUps: dynamodbSignUpStore(client, ACTIVITY_TABLE),
  leaves: dynamodbLeaveStore(client, ACTIVITY_TABLE),
  plans: dynamodbPlanStore(client, ACTIVITY_TABLE),
  doorKeys: dynamodbDoorKeyStore(client, ACTIVITY_TABLE),
  people: peopleDirectory(
    dynamodbPersonStore(client, MEMBERSHIP_TABLE),
    listCurrentPosts({ store: dynamodbIdentityStore(client, IDENTITY_TABLE) }),
  ),
  organizations,
  findPolicy: universityPolicy(client, OBLIGATION_TABLE),
  newId: randomId,
};

export const handler = http(
  [
    bind(routes.listActivityKinds, listActivityKinds(parts)),
    bind(routes.createActivity, createActivity(parts)),
    bind(routes.listActivities, listActivities(parts)),
    bind(routes.getActivity, getActivity(parts)),
    bind(routes.listActivityVersions, listActivityVersions(parts)),
    bind(routes.changeActivity, changeActivity(parts)),
    bind(routes.publishActivity, publishActivity(parts)),
    bind(routes.cancelActivity, cancelActivity(parts)),
    bind(routes.answerJointActivity, answerJointActivity(parts)),
    bind(routes.holdActivity, holdActivity(parts)),
    bind(routes.recordActivity, recordActivity(parts)),
    bind(routes.giveBackActivity, giveBackActivity(parts)),
    bind(routes.confirmActivity, confirmActivity(parts)),
    bind(routes.correctActivity, correctActivity(parts)),
    bind(routes.createActivityPlan, createActivityPlan(parts)),
    bind(routes.listActivityPlans, listActivityPlans(parts)),
    bind(routes.endActivityPlan, endActivityPlan(parts)),
    bind(attendanceRoutes.listOwnActivities, listOwnActivities(parts)),
    bind(attendanceRoutes.signUp, signUp(parts)),
    bind(attendanceRoutes.withdrawSignUp, withdrawSignUp(parts)),
    bind(attendanceRoutes.listSignUps, listSignUps(parts)),
    bind(attendanceRoutes.requestLeave, requestLeave(parts)),
    bind(attendanceRoutes.listLeaves, listLeaves(parts)),
    bind(attendanceRoutes.decideLeave, decideLeave(parts)),
    bind(attendanceRoutes.listAttendance, listAttendance(parts)),
    bind(attendanceRoutes.recordAttendance, recordAttendance(parts)),
    bind(attendanceRoutes.getRoomCode, getRoomCode(parts)),
    bind(attendanceRoutes.checkIn, checkIn(parts)),
    bind(attendanceRoutes.issuePass, issuePass(parts)),
    bind(attendanceRoutes.getDoor, getDoor(parts)),
    bind(attendanceRoutes.recordScans, recordScans(parts)),
  ],
  {
    clock: () => new Date(),
    access: {
      findPrincipal: findPrincipal({ store: accounts }),
      findPath: (id) => organizations.findPath(id),
    },
    findAnswer: (receipt) => findAnswer(client, ACTIVITY_TABLE, receipt),
  },
);
