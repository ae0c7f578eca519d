import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { endPostsOfPlace } from "../../lib/identity/end-posts.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { type HeardOf, linkAccount } from "../../lib/identity/link-account.ts";
import { linkAccounts } from "../../lib/identity/link-accounts.ts";
import { roleOfStage } from "../../lib/identity/person-directory.ts";
import { MembershipChanged, PersonChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import { OrganizationDissolved } from "../../lib/organization/events.ts";
import { factBatchConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import {
  type Circumstances,
  type EventDefinition,
  type Fact,
  type Outcome,
  parseFact,
} from "../../lib/shared/event.ts";
import { environment } from "./environment.ts";

const { IDENTITY_TABLE, MEMBERSHIP_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const posts = {
  accounts: dynamodbAccountStore(client, IDENTITY_TABLE),
  store: dynamodbIdentityStore(client, IDENTITY_TABLE),
};
const directories = { ...posts, people: dynamodbPersonCards(client, MEMBERSHIP_TABLE) };
const link = linkAccount(directories);
const linkMany = linkAccounts(directories);
const endAt = endPostsOfPlace(posts);

/** What follows happened because of the fact, and in the name of whoever caused it. */
const circumstancesOf = ({ at, correlationId, actor }: Fact): Circumstances => ({
  at: new Date(at),
  correlationId,
  actor,
});

const aboutPeople: ReadonlyMap<string, EventDefinition<typeof PersonRegistered.data>> = new Map(
  [PersonRegistered, PersonChanged, PersonMoved, MembershipChanged].map((definition) => [definition.name, definition]),
);

function heardIn(fact: Fact): HeardOf | undefined {
  const definition = aboutPeople.get(fact.name);
  if (definition === undefined) return undefined;
  const { subject, data } = parseFact(definition, fact);
  return { personId: subject.id, version: data.version, stage: data.stage };
}

async function followOne(fact: Fact): Promise<Outcome> {
  const heard = heardIn(fact);
  if (heard !== undefined) return await link(heard, circumstancesOf(fact));
  return await endAt(parseFact(OrganizationDissolved, fact).subject.id, circumstancesOf(fact));
}

/** Posts may end with a membership or an organisation: such facts go one by one, after the others. */
export const handler = factBatchConsumer(
  async (facts) => {
    const outcomes = new Map<string, Outcome>();
    const heard = new Map(facts.map((fact) => [fact, heardIn(fact)]));
    const staying = [...heard.values()].flatMap((one) => (one && roleOfStage[one.stage] !== null ? [one] : []));
    const linked = staying.length > 1 ? await linkMany(staying) : new Map<string, Outcome>();
    for (const [fact, one] of heard) outcomes.set(fact.id, linked.get(one?.personId ?? "") ?? (await followOne(fact)));
    return outcomes;
  },
  () => new Date(),
);
