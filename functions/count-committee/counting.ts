import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import { committeeAmong } from "../../lib/identity/post.ts";
import { countCommittee } from "../../lib/organization/count-committee.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";

/** Counting committees, wired for posts that somebody begins or ends and for those that their dates begin or end. */
export function committeeCounting(
  client: DynamoDBDocumentClient,
  tables: { readonly ORGANIZATION_TABLE: string; readonly IDENTITY_TABLE: string },
) {
  const listPosts = listCurrentPosts({ store: dynamodbIdentityStore(client, tables.IDENTITY_TABLE) });
  const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
  const countOn = async (organizationId: string, day: string) =>
    committeeAmong(await listPosts(organizationId, day)).length;
  return {
    organizations,
    countOn,
    countingOn: (today: () => string) =>
      countCommittee({ store: organizations, countNow: (organizationId) => countOn(organizationId, today()) }),
  };
}
