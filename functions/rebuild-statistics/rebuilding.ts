import { setTimeout } from "node:timers/promises";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { dynamodbCountedPeople } from "../../lib/membership/counted-people.dynamodb.ts";
import { stageNames } from "../../lib/membership/stage.ts";
import { rebuildStatistics } from "../../lib/statistics/rebuild-statistics.ts";
import { counting } from "../count-statistics/counting.ts";

/** Comparing, wired for the nightly job and for the operator. */
export function rebuilding(client: DynamoDBDocumentClient, tables: Parameters<typeof counting>[1]) {
  const { store, organizations, passOn, count, countAtBranches } = counting(client, tables);
  const people = dynamodbCountedPeople(client, tables.MEMBERSHIP_TABLE);
  const listOrganizations = async () => {
    const rootId = await organizations.findRootId();
    const root = rootId === undefined ? undefined : await organizations.find(rootId);
    return root === undefined ? [] : [root, ...(await organizations.listDescendants(root))];
  };
  const rebuild = rebuildStatistics({
    store,
    count: countAtBranches,
    passOn,
    stages: stageNames,
    listStage: people.listStage,
    listOrganizations,
    wait: (milliseconds) => setTimeout(milliseconds),
  });
  return { store, count, rebuild, listOrganizations };
}
