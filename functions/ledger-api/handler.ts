import { isMember } from "../../lib/activity/directories.ts";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import { listCountedActivities, readActivityFigures } from "../../lib/ledger/count-held.ts";
import { dynamodbLedgerStore } from "../../lib/ledger/ledger-store.dynamodb.ts";
import {
  getLedger,
  getLedgerGrid,
  getOwnLedger,
  getPersonLedger,
  type LedgerDirectory,
  listStudyHours,
} from "../../lib/ledger/read-ledger.ts";
import * as routes from "../../lib/ledger/routes.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { universityPolicy } from "../../lib/obligation/university-policy.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { notFound } from "../../lib/shared/errors.ts";
import { peopleDirectory } from "../activity-api/people-directory.ts";
import { environment } from "./environment.ts";

const { LEDGER_TABLE, MEMBERSHIP_TABLE, OBLIGATION_TABLE, ORGANIZATION_TABLE, IDENTITY_TABLE } =
  readEnvironment(environment);
const client = createDocumentClient();
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const people = peopleDirectory(
  dynamodbPersonStore(client, MEMBERSHIP_TABLE),
  listCurrentPosts({ store: dynamodbIdentityStore(client, IDENTITY_TABLE) }),
);

const directory: LedgerDirectory = {
  findByCampusId: (campusId) => people.findByCampusId(campusId),
  listMembers: async (organizationId) => (await people.listPeople(organizationId)).filter(isMember),
  findCommittee: (organizationId, at) => people.findCommittee(organizationId, at),
  async listSubtree({ organizationId, limit, cursor }) {
    const root = await organizations.find(organizationId);
    if (root === undefined) throw notFound();
    return await organizations.listSubtree({ root, status: "active", limit, cursor });
  },
};
const parts = {
  store: dynamodbLedgerStore(client, LEDGER_TABLE),
  directory,
  findPolicy: universityPolicy(client, OBLIGATION_TABLE),
};

export const handler = http(
  [
    bind(routes.getLedger, getLedger(parts)),
    bind(routes.getLedgerGrid, getLedgerGrid(parts)),
    bind(routes.readActivityFigures, readActivityFigures(parts)),
    bind(routes.listCountedActivities, listCountedActivities(parts)),
    bind(routes.getOwnLedger, getOwnLedger(parts)),
    bind(routes.listStudyHours, listStudyHours(parts)),
    bind(routes.getPersonLedger, getPersonLedger(parts)),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath: (id) => organizations.findPath(id) },
  },
);
