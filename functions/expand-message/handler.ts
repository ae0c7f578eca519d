import { SNSClient } from "@aws-sdk/client-sns";
import { snsBatches } from "../../lib/message/batches.sns.ts";
import { configuredChannels } from "../../lib/message/channel-settings.ts";
import { dynamodbDeliveryStore } from "../../lib/message/delivery-store.dynamodb.ts";
import { MessageDeliveryResumed, MessagePosted } from "../../lib/message/events.ts";
import { expandMessage } from "../../lib/message/expand-message.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { messaging } from "../message-api/messaging.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { parts } = messaging(client, tables);
const clock = () => new Date();
const channels = configuredChannels(tables.MESSAGE_CHANNELS);

const expand = expandMessage({
  ...parts,
  deliveries: dynamodbDeliveryStore(client, { messages: tables.MESSAGE_TABLE, deliveries: tables.DELIVERY_TABLE }),
  isConfigured: (channel) => channels.includes(channel),
  publish: snsBatches(new SNSClient({ maxAttempts: 3 }), tables.BATCH_TOPIC),
  clock,
});

export const handler = factConsumer(
  [
    on(MessagePosted, ({ subject, correlationId }) => expand(subject.id, correlationId)),
    on(MessageDeliveryResumed, ({ subject, correlationId }) => expand(subject.id, correlationId)),
  ],
  clock,
);
