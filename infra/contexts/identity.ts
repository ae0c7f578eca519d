import { environment } from "../../functions/identity-api/environment.ts";
import { environment as keepAccounts } from "../../functions/keep-accounts/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { MembershipChanged, PersonChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { OrganizationDissolved } from "../../lib/organization/events.ts";
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

export function identityApi(parts: ApiParts): ServiceFunction {
  const { data } = parts;
  const identity = data.tableOf(identityTable);
  const membership = data.tableOf(membershipTable);
  const api = apiFunction(parts, {
    name: "identity-api",
    description: "Who is signed in, and who holds which post",
    schema: environment,
    environment: { ...accessTables(parts), MEMBERSHIP_TABLE: membership.table.tableName },
    routes: routesByContext.identity,
  });
  api.allowTable(identity, { read: ["BatchGetItem"], write: ["PutItem", "ConditionCheckItem"] });
  api.allow(["dynamodb:Query"], [identity.table.tableArn, `${identity.table.tableArn}/index/byHolder`]);
  api.allowTable(membership, { read: ["GetItem"] });
  return api;
}

export function identityWorkers({ scope, stage, data, bus }: EventParts): EventWorkers {
  const identity = data.tableOf(identityTable);
  const membership = data.tableOf(membershipTable);
  const consumer = new ServiceFunction(scope, "KeepAccounts", {
    stage,
    name: "keep-accounts",
    description: "Gives accounts what follows from the records of people, and ends posts with what they stood on",
    schema: keepAccounts,
    environment: { IDENTITY_TABLE: identity.table.tableName, MEMBERSHIP_TABLE: membership.table.tableName },
    timeout: consumerTimeout,
  });
  consumer.allowTable(identity, { read: ["GetItem", "BatchGetItem", "Query"], write: ["PutItem"] });
  consumer.allowTable(membership, { read: ["GetItem", "BatchGetItem"] });
  const accounts = new QueueConsumer(scope, "Accounts", {
    bus,
    consumer,
    events: [PersonRegistered, PersonChanged, PersonMoved, MembershipChanged, OrganizationDissolved],
    meaningOfFailure:
      "Somebody has the rights of the stage or branch before, or keeps a post of a dissolved organisation. Redrive it soon: it looks at what is there now.",
  });
  return { consumers: [accounts], jobs: [] };
}
