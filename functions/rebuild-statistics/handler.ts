import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { dynamodbCountedPeople } from "../../lib/membership/counted-people.dynamodb.ts";
import { stageNames } from "../../lib/membership/stage.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { operatorCommand } from "../../lib/runtime/operator-command.ts";
import { RebuildPosition, rebuildStatistics } from "../../lib/statistics/rebuild-statistics.ts";
import { counting } from "../count-statistics/counting.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { store, organizations, passOn, count } = counting(client, tables);
const people = dynamodbCountedPeople(client, tables.MEMBERSHIP_TABLE);

const rebuild = rebuildStatistics({
  store,
  count,
  passOn,
  stages: stageNames,
  listStage: people.listStage,
  async listOrganizations() {
    const rootId = await organizations.findRootId();
    const root = rootId === undefined ? undefined : await organizations.find(rootId);
    return root === undefined ? [] : [root, ...(await organizations.listDescendants(root))];
  },
  wait: (milliseconds) => setTimeout(milliseconds),
});

/**
 * Compares the statistics with the people and puts right what differs. An operator invokes it with nothing, then with the
 * `position` of each answer until that is null; repeating a call changes nothing.
 */
export const handler = operatorCommand(
  z.strictObject({ position: RebuildPosition.optional() }),
  ({ position }, { at }) => rebuild(position, at),
);
