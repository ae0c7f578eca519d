import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { streamConsumer } from "../../lib/runtime/consumer.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { relayFacts } from "../../lib/runtime/relay.ts";
import { environment } from "./environment.ts";

const { EVENT_BUS, DEAD_LETTER_QUEUE } = readEnvironment(environment);
const queues = new SQSClient({ maxAttempts: 3 });

export const handler = streamConsumer(
  relayFacts({
    events: new EventBridgeClient({ maxAttempts: 3 }),
    busName: EVENT_BUS,
    setAside: async (record) => {
      await queues.send(new SendMessageCommand({ QueueUrl: DEAD_LETTER_QUEUE, MessageBody: JSON.stringify(record) }));
    },
  }),
);
