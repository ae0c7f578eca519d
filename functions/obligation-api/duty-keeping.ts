import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { isCommissioner } from "../../lib/identity/post.ts";
import { describeOrganization } from "../../lib/obligation/describe-organization.ts";
import { keepDuties } from "../../lib/obligation/keep-duties.ts";
import { dynamodbObligationStore } from "../../lib/obligation/obligation-store.dynamodb.ts";
import { formerTermsOf } from "../../lib/organization/former-terms.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { ownTermLimit, ruleFactsOf } from "../../lib/organization/rule-facts.ts";
import type { PlainDate } from "../../lib/rules/calendar/plain-date.ts";

/** Everything that evaluates duties builds it the same way: for the API, for facts, for the daily sweep. */
export function dutyKeeping(
  client: DynamoDBDocumentClient,
  tables: {
    readonly OBLIGATION_TABLE: string;
    readonly ORGANIZATION_TABLE: string;
    readonly IDENTITY_TABLE: string;
  },
) {
  const store = dynamodbObligationStore(client, tables.OBLIGATION_TABLE);
  const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
  const posts = dynamodbIdentityStore(client, tables.IDENTITY_TABLE);
  const describe = describeOrganization({
    find: (organizationId) => organizations.find(organizationId),
    listDescendants: (node) => organizations.listDescendants(node),
    listPosts: async ({ organizationId }) => {
      const appointments = await posts.listAll({ group: "committee", organizationId });
      return appointments.map(({ post, accountId, from, to }) => ({
        holderId: accountId,
        from: from as PlainDate,
        to: to as PlainDate | null,
        isCommissioner: isCommissioner(post),
        isSecretary: post === "branch_secretary",
      }));
    },
    listFormerTerms: ({ organizationId }) => formerTermsOf({ store: organizations })(organizationId),
    // What depends on the day is asked of the history; the item itself tells the rest.
    factsOf: (node) => ruleFactsOf(node, node.establishedOn as PlainDate),
    ownLimitOf: (node, facts, policy) => ownTermLimit(policy, node, facts),
    isGroup: ({ kind }) => kind === "party_group",
  });
  return { store, organizations, posts, keep: keepDuties({ store, sources: { describe } }) };
}
