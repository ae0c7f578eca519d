import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { endPostsOfPlace } from "../../lib/identity/end-posts.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { linkAccount } from "../../lib/identity/link-account.ts";
import {
  MembershipChanged,
  PersonChanged,
  PersonMoved,
  PersonRegistered,
  type PersonStanding,
} from "../../lib/membership/events.ts";
import { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import { OrganizationDissolved } from "../../lib/organization/events.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import type { Circumstances, Fact, Outcome } from "../../lib/shared/event.ts";
import { environment } from "./environment.ts";

const { IDENTITY_TABLE, MEMBERSHIP_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const posts = {
  accounts: dynamodbAccountStore(client, IDENTITY_TABLE),
  store: dynamodbIdentityStore(client, IDENTITY_TABLE),
};
const link = linkAccount({ ...posts, people: dynamodbPersonCards(client, MEMBERSHIP_TABLE) });
const endAt = endPostsOfPlace(posts);

/** What follows happened because of the fact, and in the name of whoever caused it. */
const circumstancesOf = ({ at, correlationId, actor }: Fact): Circumstances => ({
  at: new Date(at),
  correlationId,
  actor,
});

const follow = (fact: Fact<PersonStanding>): Promise<Outcome> =>
  link({ personId: fact.subject.id, version: fact.data.version, stage: fact.data.stage }, circumstancesOf(fact));

export const handler = factConsumer(
  [
    on(PersonRegistered, follow),
    on(PersonChanged, follow),
    on(PersonMoved, follow),
    on(MembershipChanged, follow),
    on(OrganizationDissolved, (fact) => endAt(fact.subject.id, circumstancesOf(fact))),
  ],
  () => new Date(),
);
