import { dynamodbCountedPeople } from "../../lib/membership/counted-people.dynamodb.ts";
import { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import { greetBirthdays } from "../../lib/message/greet-birthdays.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { dynamodbReachStore } from "../../lib/message/reach-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { placeDirectory } from "../message-api/place-directory.ts";
import { environment } from "./environment.ts";
import { memberLists } from "./member-lists.ts";

const { MESSAGE_TABLE, MEMBERSHIP_TABLE, ORGANIZATION_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const reach = dynamodbReachStore(client, MESSAGE_TABLE);
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);

export const handler = scheduledJob(
  "greet-birthdays",
  greetBirthdays({
    store: dynamodbMessageStore(client, MESSAGE_TABLE),
    places: placeDirectory(organizations),
    listMembers: memberLists(
      dynamodbPersonCards(client, MEMBERSHIP_TABLE),
      dynamodbCountedPeople(client, MEMBERSHIP_TABLE),
    ),
    findRootId: () => organizations.findRootId(),
    findPreferences: (personIds) => reach.findPreferences(personIds),
  }),
  () => new Date(),
);
