import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { holdsPostsAfter } from "../../lib/identity/holds-posts.ts";
import { exportOwnRecord, handOutPersonalData } from "../../lib/membership/copy-personal-data.ts";
import { dynamodbErasureStore } from "../../lib/membership/erasure-store.dynamodb.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import * as routes from "../../lib/membership/personal-data-routes.ts";
import { cancelErasure, getErasure, listErasures, requestErasure } from "../../lib/membership/request-erasure.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { readEverywhere } from "../../lib/shared/personal-data.ts";
import { personalDataHolders } from "../forget-person/holders.ts";
import { environment } from "./environment.ts";

const { MEMBERSHIP_TABLE, ...tables } = readEnvironment(environment);
const clock = () => new Date();
const client = createDocumentClient();
const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
const accounts = dynamodbAccountStore(client, tables.IDENTITY_TABLE);
const { holders, subjectOf } = personalDataHolders(client, tables, clock);
const people = {
  store: dynamodbPersonStore(client, MEMBERSHIP_TABLE),
  erasures: dynamodbErasureStore(client, MEMBERSHIP_TABLE),
  organizations,
  newId: randomId,
  holdsPosts: async (campusId: string) => holdsPostsAfter(await accounts.find(campusId), chinaDay(clock())),
  readEverywhere: async (personId: string) => await readEverywhere(holders, await subjectOf(personId)),
};

export const handler = http(
  [
    bind(routes.exportOwnRecord, exportOwnRecord(people)),
    bind(routes.handOutPersonalData, handOutPersonalData(people)),
    bind(routes.getErasure, getErasure(people)),
    bind(routes.requestErasure, requestErasure(people)),
    bind(routes.cancelErasure, cancelErasure(people)),
    bind(routes.listErasures, listErasures(people)),
  ],
  {
    clock,
    access: {
      findPrincipal: findPrincipal({ store: accounts }),
      findPath: (id) => organizations.findPath(id),
      findHome: (id) => people.store.findHome(id),
    },
    findAnswer: (receipt) => findAnswer(client, MEMBERSHIP_TABLE, receipt),
  },
);
