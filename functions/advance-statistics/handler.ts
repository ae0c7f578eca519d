import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { advanceDay } from "../../lib/statistics/advance-day.ts";
import { counting } from "../count-statistics/counting.ts";
import { environment } from "./environment.ts";

const { store, count } = counting(createDocumentClient(), readEnvironment(environment));

export const handler = scheduledJob("advance-statistics", advanceDay({ store, count }), () => new Date());
