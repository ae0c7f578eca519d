import { SNSClient } from "@aws-sdk/client-sns";
import { snsBatches } from "../../lib/message/batches.sns.ts";
import { configuredChannels } from "../../lib/message/channel-settings.ts";
import type { Channel } from "../../lib/message/delivery.ts";
import { dynamodbDeliveryStore } from "../../lib/message/delivery-store.dynamodb.ts";
import { MessageDeliveryResumed, MessagePosted } from "../../lib/message/events.ts";
import { expandMessage } from "../../lib/message/expand-message.ts";
import { ssmParameter } from "../../lib/message/kept-parameter.ssm.ts";
import { addressOf } from "../../lib/runtime/aws-address.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { keptFor } from "../../lib/runtime/kept-for.ts";
import type { Fact } from "../../lib/shared/event.ts";
import { messaging } from "../message-api/messaging.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { parts } = messaging(client, tables);
const clock = () => new Date();
const channels = keptFor({
  read: ssmParameter(tables.CHANNELS_PARAMETER, addressOf(tables.PARAMETER_STORE), clock),
  make: configuredChannels,
  forMs: 5 * 60_000,
  clock,
});
const dependencies = {
  ...parts,
  deliveries: dynamodbDeliveryStore(client, { messages: tables.MESSAGE_TABLE, deliveries: tables.DELIVERY_TABLE }),
  publish: snsBatches(new SNSClient({ maxAttempts: 3 }), tables.BATCH_TOPIC),
  clock,
};

async function expand({ subject, correlationId }: Pick<Fact, "subject" | "correlationId">) {
  const configured = await channels();
  const isConfigured = (channel: Channel) => configured.includes(channel);
  return await expandMessage({ ...dependencies, isConfigured })(subject.id, correlationId);
}

export const handler = factConsumer([on(MessagePosted, expand), on(MessageDeliveryResumed, expand)], clock);
