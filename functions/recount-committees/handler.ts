import { recountCommittees } from "../../lib/organization/recount-committees.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { committeeCounting } from "../count-committee/counting.ts";
import { environment } from "./environment.ts";

const { organizations, countOn, countingOn } = committeeCounting(createDocumentClient(), readEnvironment(environment));

async function listOrganizations() {
  const rootId = await organizations.findRootId();
  const root = rootId === undefined ? undefined : await organizations.find(rootId);
  return root === undefined ? [] : [root, ...(await organizations.listDescendants(root))];
}

export const handler = scheduledJob(
  "recount-committees",
  async (scheduledFor) => {
    const day = chinaDay(scheduledFor);
    return await recountCommittees({ listOrganizations, countOn, recount: countingOn(() => day) })(day);
  },
  () => new Date(),
);
