import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { listCountedPeople } from "../../lib/statistics/list-counted-people.ts";
import { getStatistics, listSubordinateStatistics } from "../../lib/statistics/read-statistics.ts";
import * as routes from "../../lib/statistics/routes.ts";
import { dynamodbStatisticsStore } from "../../lib/statistics/statistics-store.dynamodb.ts";
import { environment } from "./environment.ts";

const { STATISTICS_TABLE, ORGANIZATION_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const store = dynamodbStatisticsStore(client, STATISTICS_TABLE);
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const findPath = (organizationId: string) => organizations.findPath(organizationId);

export const handler = http(
  [
    bind(routes.getStatistics, getStatistics({ store, findPath })),
    bind(routes.listSubordinateStatistics, listSubordinateStatistics({ store })),
    bind(routes.listCountedPeople, listCountedPeople({ store })),
  ],
  { clock: () => new Date(), access: { findPrincipal: findPrincipal({ store: accounts }), findPath } },
);
