import { AccountSettled } from "../../lib/identity/events.ts";
import { countMembers } from "../../lib/organization/count-members.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE } = readEnvironment(environment);
const count = countMembers({ store: dynamodbOrganizationStore(createDocumentClient(), ORGANIZATION_TABLE) });

export const handler = factConsumer(
  [on(AccountSettled, ({ subject, data }) => count({ accountId: subject.id, ...data }))],
  () => new Date(),
);
