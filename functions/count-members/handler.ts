import { MembershipChanged, PersonMoved, PersonRegistered, type PersonStanding } from "../../lib/membership/events.ts";
import { countedAs } from "../../lib/membership/stage.ts";
import { countMembers } from "../../lib/organization/count-members.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import type { Fact, Outcome } from "../../lib/shared/event.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE } = readEnvironment(environment);
const count = countMembers({ store: dynamodbOrganizationStore(createDocumentClient(), ORGANIZATION_TABLE) });

const countPerson = ({ subject, data }: Fact<PersonStanding>): Promise<Outcome> =>
  count({
    personId: subject.id,
    organizationId: data.organizationId,
    countedAs: countedAs(data.stage),
    version: data.version,
  });

export const handler = factConsumer(
  [on(PersonRegistered, countPerson), on(MembershipChanged, countPerson), on(PersonMoved, countPerson)],
  () => new Date(),
);
