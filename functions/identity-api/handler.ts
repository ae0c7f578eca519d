import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { getMe } from "../../lib/identity/get-me.ts";
import * as routes from "../../lib/identity/routes.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const store = dynamodbAccountStore(client, IDENTITY_TABLE);
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);

export const handler = http(
  [bind(routes.getMe, getMe({ store, findOrganizationName: (id) => organizations.findName(id) }))],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store }), findPath: (id) => organizations.findPath(id) },
  },
);
