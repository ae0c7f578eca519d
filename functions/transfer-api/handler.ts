import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { universityPolicy } from "../../lib/obligation/university-policy.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { listOwnTransfers, listTransfers, listTransfersOfPerson } from "../../lib/transfer/list-transfers.ts";
import { requestIncomingTransfer, requestOwnTransfer } from "../../lib/transfer/request-transfer.ts";
import { requestTransfers } from "../../lib/transfer/request-transfers.ts";
import * as routes from "../../lib/transfer/routes.ts";
import { receiveTransfer, refuseTransfer, releaseTransfer, withdrawTransfer } from "../../lib/transfer/take-step.ts";
import { dynamodbTransferStore } from "../../lib/transfer/transfer-store.dynamodb.ts";
import { branchDirectory } from "./branch-directory.ts";
import { environment } from "./environment.ts";
import { dynamodbPeopleRegister } from "./people-register.ts";

const { TRANSFER_TABLE, MEMBERSHIP_TABLE, OBLIGATION_TABLE, ORGANIZATION_TABLE, IDENTITY_TABLE } =
  readEnvironment(environment);
const client = createDocumentClient();
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const persons = dynamodbPersonStore(client, MEMBERSHIP_TABLE);
const transfers = {
  store: dynamodbTransferStore(client, TRANSFER_TABLE),
  people: dynamodbPeopleRegister(client, {
    membershipTable: MEMBERSHIP_TABLE,
    organizationTable: ORGANIZATION_TABLE,
  }),
  branches: branchDirectory(organizations),
  findPolicy: universityPolicy(client, OBLIGATION_TABLE),
  newId: randomId,
};

export const handler = http(
  [
    bind(routes.requestTransfers, requestTransfers(transfers)),
    bind(routes.requestIncomingTransfer, requestIncomingTransfer(transfers)),
    bind(routes.requestOwnTransfer, requestOwnTransfer(transfers)),
    bind(routes.listTransfers, listTransfers(transfers)),
    bind(routes.listTransfersOfPerson, listTransfersOfPerson(transfers)),
    bind(routes.listOwnTransfers, listOwnTransfers(transfers)),
    bind(routes.releaseTransfer, releaseTransfer(transfers)),
    bind(routes.receiveTransfer, receiveTransfer(transfers)),
    bind(routes.refuseTransfer, refuseTransfer(transfers)),
    bind(routes.withdrawTransfer, withdrawTransfer(transfers)),
  ],
  {
    clock: () => new Date(),
    access: {
      findPrincipal: findPrincipal({ store: dynamodbAccountStore(client, IDENTITY_TABLE) }),
      findPath: (id) => organizations.findPath(id),
      findHome: (id) => persons.findHome(id),
    },
    findAnswer: (receipt) => findAnswer(client, TRANSFER_TABLE, receipt),
  },
);
