import { AppointmentEnded, AppointmentMade } from "../../lib/identity/events.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import type { Fact } from "../../lib/shared/event.ts";
import { committeeCounting } from "./counting.ts";
import { environment } from "./environment.ts";

const clock = () => new Date();
const { countingOn } = committeeCounting(createDocumentClient(), readEnvironment(environment));
const count = countingOn(() => chinaDay(clock()));
const countAt = ({ data }: Fact<{ organizationId: string }>) => count(data.organizationId);

export const handler = factConsumer([on(AppointmentMade, countAt), on(AppointmentEnded, countAt)], clock);
