import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { describeOrganization } from "../../lib/obligation/describe-organization.ts";
import { keepDuties } from "../../lib/obligation/keep-duties.ts";
import { dynamodbObligationStore } from "../../lib/obligation/obligation-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { ruleFactsOf } from "../../lib/organization/rule-facts.ts";
import type { PlainDate } from "../../lib/rules/calendar/plain-date.ts";

/** Everything that evaluates duties builds it the same way: for the API, for facts, for the daily sweep. */
export function dutyKeeping(
  client: DynamoDBDocumentClient,
  tables: { readonly OBLIGATION_TABLE: string; readonly ORGANIZATION_TABLE: string },
) {
  const store = dynamodbObligationStore(client, tables.OBLIGATION_TABLE);
  const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
  const describe = describeOrganization({
    find: (organizationId) => organizations.find(organizationId),
    listDescendants: (node) => organizations.listDescendants(node),
    listCommittee: async (node) =>
      (node.committeeSize ?? 0) > 0 ? [{ from: node.establishedOn as PlainDate, to: null }] : [],
    // What depends on the day is asked of the history; the item itself tells the rest.
    factsOf: (node) => ruleFactsOf(node, node.establishedOn as PlainDate),
    isGroup: ({ kind }) => kind === "party_group",
  });
  return { store, organizations, keep: keepDuties({ store, sources: { describe } }) };
}
