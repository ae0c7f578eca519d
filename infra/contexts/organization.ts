import { environment as countMembers } from "../../functions/count-members/environment.ts";
import { environment } from "../../functions/organization-api/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { MembershipChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import {
  type ApiParts,
  accessTables,
  apiFunction,
  consumerTimeout,
  type EventParts,
  type EventWorkers,
} from "./parts.ts";

export function organizationApi(parts: ApiParts): ServiceFunction {
  const api = apiFunction(parts, {
    name: "organization-api",
    description: "The organisation tree",
    schema: environment,
    environment: accessTables(parts),
    routes: routesByContext.organization,
  });
  api.allowTable(parts.data.tableOf(organizationTable), {
    read: ["Query"],
    indexes: ["byTree"],
    write: ["PutItem", "UpdateItem", "DeleteItem"],
  });
  // The history stands beside its organisation.
  api.allowTable(parts.data.tableOf(organizationTable), { read: ["Query"] });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["BatchGetItem"] });
  return api;
}

export function organizationWorkers({ scope, stage, data, bus }: EventParts): EventWorkers {
  const organization = data.tableOf(organizationTable);
  const consumer = new ServiceFunction(scope, "CountMembers", {
    stage,
    name: "count-members",
    description: "Keeps the number of people at each organisation",
    schema: countMembers,
    environment: { ORGANIZATION_TABLE: organization.table.tableName },
    timeout: consumerTimeout,
  });
  consumer.allowTable(organization, { read: ["BatchGetItem"], write: ["PutItem", "UpdateItem"] });
  const memberCounts = new QueueConsumer(scope, "MemberCounts", {
    bus,
    consumer,
    events: [PersonRegistered, MembershipChanged, PersonMoved],
    meaningOfFailure: "An organisation's number of people is off by one. Redrive it: each person counts once only.",
  });
  return { consumers: [memberCounts], jobs: [] };
}
