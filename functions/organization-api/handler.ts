import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { placeGates } from "../../lib/membership/place-gates.dynamodb.ts";
import { universityPolicy } from "../../lib/obligation/university-policy.dynamodb.ts";
import { extendTerm, renewTerm } from "../../lib/organization/change-term.ts";
import { createOrganization } from "../../lib/organization/create-organization.ts";
import { dissolveOrganization } from "../../lib/organization/dissolve-organization.ts";
import { dynamodbMergeStore } from "../../lib/organization/merge-store.dynamodb.ts";
import { moveOrganization } from "../../lib/organization/move-organization.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { listOrganizationHistory } from "../../lib/organization/read-history.ts";
import { getMerge } from "../../lib/organization/read-merge.ts";
import { getOrganization, listOrganizations } from "../../lib/organization/read-organizations.ts";
import { renameOrganization } from "../../lib/organization/rename-organization.ts";
import * as routes from "../../lib/organization/routes.ts";
import { startMerge } from "../../lib/organization/start-merge.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE, MEMBERSHIP_TABLE, OBLIGATION_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const store = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const mergeStore = { ...dynamodbMergeStore(client, ORGANIZATION_TABLE), find: store.find };
const gates = placeGates(MEMBERSHIP_TABLE);
const findPolicy = universityPolicy(client, OBLIGATION_TABLE);
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);

export const handler = http(
  [
    bind(routes.listOrganizations, listOrganizations({ store, findPolicy })),
    bind(routes.getOrganization, getOrganization({ store, findPolicy })),
    bind(routes.createOrganization, createOrganization({ store, newId: randomId })),
    bind(routes.renameOrganization, renameOrganization({ store })),
    bind(routes.moveOrganization, moveOrganization({ store })),
    bind(routes.dissolveOrganization, dissolveOrganization({ store, gates })),
    bind(routes.renewOrganizationTerm, renewTerm({ store, findPolicy })),
    bind(routes.extendOrganizationTerm, extendTerm({ store, findPolicy })),
    bind(routes.mergeOrganizations, startMerge({ store: mergeStore, gates, newId: randomId })),
    bind(routes.getMerge, getMerge({ store: mergeStore })),
    bind(
      routes.listOrganizationHistory,
      listOrganizationHistory({ store, findNames: (ids) => accounts.findNames(ids) }),
    ),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath: (id) => store.findPath(id) },
    findAnswer: (receipt) => findAnswer(client, ORGANIZATION_TABLE, receipt),
  },
);
