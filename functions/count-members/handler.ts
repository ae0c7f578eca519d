import { MembershipChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { countedAs } from "../../lib/membership/stage.ts";
import { countMembers } from "../../lib/organization/count-members.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import type { Standing } from "../../lib/organization/organization-store.ts";
import { factBatchConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { type Fact, type Outcome, parseFact } from "../../lib/shared/event.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE } = readEnvironment(environment);
const count = countMembers({ store: dynamodbOrganizationStore(createDocumentClient(), ORGANIZATION_TABLE) });

const counted = [PersonRegistered, MembershipChanged, PersonMoved];

function standingOf(fact: Fact): Standing {
  const definition = counted.find(({ name }) => name === fact.name);
  if (definition === undefined) throw new Error(`${fact.name} does not say where a person stands`);
  const { subject, data } = parseFact(definition, fact);
  const { organizationId, stage, version } = data;
  return { personId: subject.id, organizationId, countedAs: countedAs(stage), version };
}

export const handler = factBatchConsumer(
  async (facts) => {
    const outcomes = await count(facts.map(standingOf));
    return new Map(facts.map(({ id }, index): [string, Outcome] => [id, outcomes[index] ?? "already_done"]));
  },
  () => new Date(),
);
