import { dynamodbAuditStore } from "../../lib/audit/audit-store.dynamodb.ts";
import { listAuditEntries } from "../../lib/audit/read-audit.ts";
import * as routes from "../../lib/audit/routes.ts";
import { verifyChain } from "../../lib/audit/verify-chain.ts";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { environment } from "./environment.ts";

const { AUDIT_TABLE, ORGANIZATION_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const store = dynamodbAuditStore(client, AUDIT_TABLE);
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const verify = verifyChain({ store });

export const handler = http(
  [
    bind(routes.listAuditEntries, listAuditEntries({ store, findNames: (ids) => accounts.findNames(ids) })),
    bind(routes.verifyAuditChain, ({ query }) => verify(query.fromSequence)),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath: (id) => organizations.findPath(id) },
  },
);
