import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { advanceDay } from "../../lib/statistics/advance-day.ts";
import { compareEachNight } from "../../lib/statistics/compare-each-night.ts";
import { rebuilding } from "../rebuild-statistics/rebuilding.ts";
import { environment } from "./environment.ts";

/** The function has five minutes; a slice of the comparison takes some seconds. */
const comparingMilliseconds = 3 * 60_000;

const { store, count, rebuild, listOrganizations } = rebuilding(createDocumentClient(), readEnvironment(environment));
const clock = () => new Date();
const advance = advanceDay({ store, count });

export const handler = scheduledJob(
  "advance-statistics",
  async (scheduledFor) => {
    const until = clock().getTime() + comparingMilliseconds;
    const hasTime = () => clock().getTime() < until;
    const compare = compareEachNight({ store, rebuild, listOrganizations, hasTime });
    return { ...(await advance(scheduledFor)), ...(await compare(scheduledFor)) };
  },
  clock,
);
