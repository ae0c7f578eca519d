import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import { dynamodbDraftFileStore } from "../../lib/message/draft-file-store.dynamodb.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { dynamodbReachStore } from "../../lib/message/reach-store.dynamodb.ts";
import { dynamodbReceiptStore } from "../../lib/message/receipt-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { dynamodbStatisticsStore } from "../../lib/statistics/statistics-store.dynamodb.ts";
import { countDirectory } from "./count-directory.ts";
import { peopleDirectory } from "./people-directory.ts";
import { placeDirectory } from "./place-directory.ts";
import { postDirectory } from "./post-directory.ts";

/** Everything about messages is built the same way: for the API and for delivery. */
export function messaging(
  client: DynamoDBDocumentClient,
  tables: {
    readonly MESSAGE_TABLE: string;
    readonly MEMBERSHIP_TABLE: string;
    readonly STATISTICS_TABLE: string;
    readonly ORGANIZATION_TABLE: string;
    readonly IDENTITY_TABLE: string;
  },
) {
  const accounts = dynamodbAccountStore(client, tables.IDENTITY_TABLE);
  const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
  const cards = dynamodbPersonCards(client, tables.MEMBERSHIP_TABLE);
  const store = dynamodbMessageStore(client, tables.MESSAGE_TABLE);
  const listPosts = listCurrentPosts({ store: dynamodbIdentityStore(client, tables.IDENTITY_TABLE) });
  return {
    accounts,
    organizations,
    parts: {
      store,
      saved: store,
      drafts: dynamodbDraftFileStore(client, tables.MESSAGE_TABLE),
      reach: dynamodbReachStore(client, tables.MESSAGE_TABLE),
      receipts: dynamodbReceiptStore(client, tables.MESSAGE_TABLE),
      places: placeDirectory(organizations),
      people: peopleDirectory({ accounts, cards, organizations }),
      posts: postDirectory(listPosts, accounts),
      counts: countDirectory(dynamodbStatisticsStore(client, tables.STATISTICS_TABLE)),
      newId: randomId,
    },
  };
}
