import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { appoint } from "../../lib/identity/appoint.ts";
import { endAppointment, replaceHolder } from "../../lib/identity/end-appointment.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { getMe } from "../../lib/identity/get-me.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { listAppointments, listPersonAppointments } from "../../lib/identity/list-appointments.ts";
import { endRoleGrant, getAccount, grantRole, listRoleGrants } from "../../lib/identity/role-grants.ts";
import * as routes from "../../lib/identity/routes.ts";
import { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE, IDENTITY_TABLE, MEMBERSHIP_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const places = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const people = dynamodbPersonCards(client, MEMBERSHIP_TABLE);
const identity = {
  accounts,
  store: dynamodbIdentityStore(client, IDENTITY_TABLE),
  places,
  people,
  newId: randomId,
};

export const handler = http(
  [
    bind(routes.getMe, getMe({ store: accounts, findOrganizationName: (id) => places.findName(id) })),
    bind(routes.listAppointments, listAppointments(identity)),
    bind(routes.listPersonAppointments, listPersonAppointments(identity)),
    bind(routes.appoint, appoint(identity)),
    bind(routes.endAppointment, endAppointment(identity)),
    bind(routes.replaceHolder, replaceHolder(identity)),
    bind(routes.listRoleGrants, listRoleGrants(identity)),
    bind(routes.grantRole, grantRole(identity)),
    bind(routes.endRoleGrant, endRoleGrant(identity)),
    bind(routes.getAccount, getAccount(identity)),
  ],
  {
    clock: () => new Date(),
    access: {
      findPrincipal: findPrincipal({ store: accounts }),
      findPath: (id) => places.findPath(id),
      findHome: (id) => people.findHome(id),
    },
    findAnswer: (receipt) => findAnswer(client, IDENTITY_TABLE, receipt),
  },
);
