import { setTimeout as wait } from "node:timers/promises";
import { carryFollowers } from "../../lib/organization/carry-followers.ts";
import { OrganizationMoved } from "../../lib/organization/events.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE } = readEnvironment(environment);
const carry = carryFollowers({
  store: dynamodbOrganizationStore(createDocumentClient(), ORGANIZATION_TABLE),
  wait: (milliseconds) => wait(milliseconds),
});

export const handler = factConsumer(
  [on(OrganizationMoved, ({ subject, data }) => carry(subject.id, data.version))],
  () => new Date(),
);
