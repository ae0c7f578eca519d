import { sweepDuties } from "../../lib/obligation/sweep-duties.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { dutyKeeping } from "../obligation-api/duty-keeping.ts";
import { environment } from "./environment.ts";

const { store, keep } = dutyKeeping(createDocumentClient(), readEnvironment(environment));

export const handler = scheduledJob(
  "sweep-duties",
  sweepDuties({ store, keep, newCorrelationId: randomId }),
  () => new Date(),
);
