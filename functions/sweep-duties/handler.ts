import { followAbsence } from "../../lib/obligation/follow-absence.ts";
import { sweepDuties } from "../../lib/obligation/sweep-duties.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { dutyKeeping } from "../obligation-api/duty-keeping.ts";
import { environment } from "./environment.ts";
import { findAbsences } from "./find-absences.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { store, keep } = dutyKeeping(client, tables);
const lookAfter = followAbsence({ store, keep, find: findAbsences(client, tables) });

export const handler = scheduledJob(
  "sweep-duties",
  sweepDuties({ store, keep, lookAfter, newCorrelationId: randomId }),
  () => new Date(),
);
