import { KMSClient } from "@aws-sdk/client-kms";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { changePerson, correctIdNumber, movePerson } from "../../lib/membership/change-person.ts";
import { changeStage } from "../../lib/membership/change-stage.ts";
import { decideCorrection } from "../../lib/membership/decide-correction.ts";
import { kmsKeyWrapping } from "../../lib/membership/key-wrapping.kms.ts";
import { listOpenCorrections } from "../../lib/membership/list-corrections.ts";
import { listPeople } from "../../lib/membership/list-people.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { getPerson, listOwnTimeline, listTimeline, revealIdNumber } from "../../lib/membership/read-person.ts";
import { registerPerson } from "../../lib/membership/register-person.ts";
import * as routes from "../../lib/membership/routes.ts";
import { idNumberVault } from "../../lib/membership/seal-id-number.ts";
import { getOwnRecord, requestCorrection } from "../../lib/membership/self-service.ts";
import { fetchVaultKeys } from "../../lib/membership/vault-keys.dynamodb.ts";
import { universityPolicy } from "../../lib/obligation/university-policy.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";

const { MEMBERSHIP_TABLE, VAULT_KEY, OBLIGATION_TABLE, ORGANIZATION_TABLE, IDENTITY_TABLE } =
  readEnvironment(environment);
const client = createDocumentClient();
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const keys = fetchVaultKeys(client, {
  tableName: MEMBERSHIP_TABLE,
  wrapping: kmsKeyWrapping(
    createdWhenUsed(() => new KMSClient({ maxAttempts: 3 })),
    VAULT_KEY,
  ),
});
const people = {
  store: dynamodbPersonStore(client, MEMBERSHIP_TABLE),
  vault: idNumberVault(keys),
  organizations,
  findPolicy: universityPolicy(client, OBLIGATION_TABLE),
  newId: randomId,
  findNames: (ids: readonly string[]) => accounts.findNames(ids),
};

export const handler = http(
  [
    bind(routes.listPeople, listPeople(people)),
    bind(routes.getPerson, getPerson(people)),
    bind(routes.listTimeline, listTimeline(people)),
    bind(routes.registerPerson, registerPerson(people)),
    bind(routes.changePerson, changePerson(people)),
    bind(routes.correctIdNumber, correctIdNumber(people)),
    bind(routes.changeStage, changeStage(people)),
    bind(routes.movePerson, movePerson(people)),
    bind(routes.revealIdNumber, revealIdNumber(people)),
    bind(routes.listOpenCorrections, listOpenCorrections(people)),
    bind(routes.decideCorrection, decideCorrection(people)),
    bind(routes.getOwnRecord, getOwnRecord(people)),
    bind(routes.listOwnTimeline, listOwnTimeline(people)),
    bind(routes.requestCorrection, requestCorrection(people)),
  ],
  {
    clock: () => new Date(),
    access: {
      findPrincipal: findPrincipal({ store: accounts }),
      findPath: (id) => organizations.findPath(id),
      findHome: (id) => people.store.findHome(id),
    },
    findAnswer: (receipt) => findAnswer(client, MEMBERSHIP_TABLE, receipt),
  },
);
