import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { streamConsumer } from "../../lib/runtime/consumer.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { relayFacts } from "../../lib/runtime/relay.ts";
import { environment } from "./environment.ts";

const { EVENT_BUS } = readEnvironment(environment);

export const handler = streamConsumer(relayFacts(new EventBridgeClient({ maxAttempts: 3 }), EVENT_BUS));
