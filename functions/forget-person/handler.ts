import { PersonErased } from "../../lib/membership/events.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { eraseEverywhere } from "../../lib/shared/personal-data.ts";
import { environment } from "./environment.ts";
import { personalDataHolders } from "./holders.ts";

const clock = () => new Date();
const { holders, subjectOf } = personalDataHolders(createDocumentClient(), readEnvironment(environment), clock);

export const handler = factConsumer(
  [
    on(PersonErased, async ({ subject }) => {
      await eraseEverywhere(holders, await subjectOf(subject.id));
      return "done";
    }),
  ],
  clock,
);
