import { setTimeout as wait } from "node:timers/promises";
import { mergePeople } from "../../lib/membership/merge-people.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { placeGates } from "../../lib/membership/place-gates.dynamodb.ts";
import { OrganizationsMergeStarted } from "../../lib/organization/events.ts";
import { dynamodbMergeStore } from "../../lib/organization/merge-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { runMerge } from "../../lib/organization/run-merge.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE, MEMBERSHIP_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const clock = () => new Date();

const run = runMerge({
  store: {
    ...dynamodbMergeStore(client, ORGANIZATION_TABLE),
    find: dynamodbOrganizationStore(client, ORGANIZATION_TABLE).find,
  },
  gates: placeGates(MEMBERSHIP_TABLE),
  people: mergePeople({ store: dynamodbPersonStore(client, MEMBERSHIP_TABLE) }),
  clock,
  wait: (milliseconds) => wait(milliseconds),
  // Well before the function's own end, see infra/contexts/organization.ts.
  runMilliseconds: 45_000,
});

export const handler = factConsumer(
  [on(OrganizationsMergeStarted, (fact) => run(fact.data.mergeId, { ...fact, at: clock() }))],
  clock,
);
