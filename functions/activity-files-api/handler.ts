import { S3Client } from "@aws-sdk/client-s3";
import { dynamodbActivityStore } from "../../lib/activity/activity-store.dynamodb.ts";
import { s3AttachmentFiles } from "../../lib/activity/attachment-files.s3.ts";
import { dynamodbAttachmentStore } from "../../lib/activity/attachment-store.dynamodb.ts";
import { dynamodbAttendanceStore } from "../../lib/activity/attendance-store.dynamodb.ts";
import { dynamodbCalendarFeedStore } from "../../lib/activity/calendar-feed-store.dynamodb.ts";
import * as routes from "../../lib/activity/file-routes.ts";
import {
  addAttachment,
  getAttachment,
  listAttachments,
  removeAttachment,
} from "../../lib/activity/keep-attachments.ts";
import {
  createCalendarFeed,
  getCalendarEntry,
  listCalendarFeeds,
  readCalendar,
  revokeCalendarFeed,
} from "../../lib/activity/keep-calendars.ts";
import { type ActivityKind, activityKinds } from "../../lib/activity/kinds.ts";
import { dynamodbLeaveStore } from "../../lib/activity/leave-store.dynamodb.ts";
import { dynamodbSignUpStore } from "../../lib/activity/sign-up-store.dynamodb.ts";
import { type ActivityState, activityStates } from "../../lib/activity/states.ts";
import { getMinutes } from "../../lib/activity/write-minutes.ts";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import { getLedgerDocument } from "../../lib/ledger/export-ledger.ts";
import * as ledgerRoutes from "../../lib/ledger/file-routes.ts";
import { dynamodbLedgerStore } from "../../lib/ledger/ledger-store.dynamodb.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { safeFileName } from "../../lib/shared/files/file-name.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { organizationDirectory } from "../activity-api/organization-directory.ts";
import { peopleDirectory } from "../activity-api/people-directory.ts";
import { environment } from "./environment.ts";

const { ACTIVITY_TABLE, LEDGER_TABLE, MEMBERSHIP_TABLE, ORGANIZATION_TABLE, IDENTITY_TABLE, ATTACHMENT_FILES } =
  readEnvironment(environment);
const client = createDocumentClient();
const accounts = findPrincipal({ store: dynamodbAccountStore(client, IDENTITY_TABLE) });
const organizations = organizationDirectory(dynamodbOrganizationStore(client, ORGANIZATION_TABLE));
const parts = {
  store: dynamodbActivityStore(client, ACTIVITY_TABLE),
  attendance: dynamodbAttendanceStore(client, ACTIVITY_TABLE),
  signUps: dynamodbSignUpStore(client, ACTIVITY_TABLE),
  leaves: dynamodbLeaveStore(client, ACTIVITY_TABLE),
  attachments: dynamodbAttachmentStore(client, ACTIVITY_TABLE),
  feeds: dynamodbCalendarFeedStore(client, ACTIVITY_TABLE),
  files: s3AttachmentFiles(
    createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
    ATTACHMENT_FILES,
  ),
  people: peopleDirectory(
    dynamodbPersonStore(client, MEMBERSHIP_TABLE),
    listCurrentPosts({ store: dynamodbIdentityStore(client, IDENTITY_TABLE) }),
  ),
  organizations,
  findPrincipal: accounts,
  newId: randomId,
};
const ledger = {
  store: dynamodbLedgerStore(client, LEDGER_TABLE),
  words: {
    kindName: (kind: string) => activityKinds[kind as ActivityKind]?.zh ?? kind,
    stateName: (state: string) => activityStates[state as ActivityState]?.zh ?? state,
  },
  findName: async (organizationId: string) => (await organizations.find(organizationId))?.name,
  fileNameOf: safeFileName,
};

export const handler = http(
  [
    bind(routes.getMinutes, getMinutes(parts)),
    bind(routes.listAttachments, listAttachments(parts)),
    bind(routes.addAttachment, addAttachment(parts)),
    bind(routes.getAttachment, getAttachment(parts)),
    bind(routes.removeAttachment, removeAttachment(parts)),
    bind(routes.getCalendarEntry, getCalendarEntry(parts)),
    bind(routes.createCalendarFeed, createCalendarFeed(parts)),
    bind(routes.listCalendarFeeds, listCalendarFeeds(parts)),
    bind(routes.revokeCalendarFeed, revokeCalendarFeed(parts)),
    bind(routes.readCalendar, readCalendar(parts)),
    bind(ledgerRoutes.getLedgerDocument, getLedgerDocument(ledger)),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: accounts, findPath: (id) => organizations.findPath(id) },
  },
);
