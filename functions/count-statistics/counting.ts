import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbCountedPeople } from "../../lib/membership/counted-people.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { countPeople } from "../../lib/statistics/count-people.ts";
import { passOn, rollUp } from "../../lib/statistics/roll-up.ts";
import { dynamodbStatisticsStore } from "../../lib/statistics/statistics-store.dynamodb.ts";

/** Counting, wired for every function that counts: from facts, at the turn of a day, and anew. */
export function counting(
  client: DynamoDBDocumentClient,
  tables: {
    readonly STATISTICS_TABLE: string;
    readonly MEMBERSHIP_TABLE: string;
    readonly ORGANIZATION_TABLE: string;
  },
) {
  const store = dynamodbStatisticsStore(client, tables.STATISTICS_TABLE);
  const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
  const people = dynamodbCountedPeople(client, tables.MEMBERSHIP_TABLE);
  const upwards = { store, tree: { findPlace: (organizationId: string) => organizations.find(organizationId) } };
  const roll = rollUp(upwards);
  const countWith = (up: typeof roll) => countPeople({ store, people, rollUp: up });
  return {
    store,
    organizations,
    rollUp: roll,
    passOn: passOn(upwards),
    count: countWith(roll),
    /** The superiors are looked at afterwards. */
    countAtBranches: countWith(async () => undefined),
  };
}
