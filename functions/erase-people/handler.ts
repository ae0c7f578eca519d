import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { holdsPostsAfter } from "../../lib/identity/holds-posts.ts";
import { eraseDue } from "../../lib/membership/erase-due.ts";
import { dynamodbErasureStore } from "../../lib/membership/erasure-store.dynamodb.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { environment } from "./environment.ts";

const { MEMBERSHIP_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const clock = () => new Date();
const client = createDocumentClient();
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);

const erase = eraseDue({
  store: dynamodbPersonStore(client, MEMBERSHIP_TABLE),
  erasures: dynamodbErasureStore(client, MEMBERSHIP_TABLE),
  holdsPosts: async (campusId) => holdsPostsAfter(await accounts.find(campusId), chinaDay(clock())),
});

export const handler = scheduledJob("erase-people", erase, clock);
