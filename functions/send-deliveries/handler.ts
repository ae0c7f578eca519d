import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbPersonContacts } from "../../lib/membership/person-contacts.dynamodb.ts";
import { sqsBatches } from "../../lib/message/batches.sqs.ts";
import { readChannelSettings } from "../../lib/message/channel-settings.ts";
import type { Address } from "../../lib/message/channels/gateway.ts";
import { gatewaysOf } from "../../lib/message/channels/gateways.ts";
import { Batch } from "../../lib/message/delivery.ts";
import { dynamodbDeliveryStore } from "../../lib/message/delivery-store.dynamodb.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { sendDeliveries } from "../../lib/message/send-deliveries.ts";
import { workConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const names = readEnvironment(environment);
const client = createDocumentClient();
const clock = () => new Date();
const contacts = dynamodbPersonContacts(client, names.MEMBERSHIP_TABLE);
const queues = sqsBatches(new SQSClient({ maxAttempts: 3 }), {
  byChannel: { email: names.EMAIL_QUEUE, sms: names.SMS_QUEUE, wecom: names.WECOM_QUEUE },
  deadLetters: names.DEAD_LETTER_QUEUE,
});

const accountPrefix = "acc-";

/** Whoever has no record is reached by the campus number, which is the account. */
async function findAddresses(recipientIds: readonly string[]): Promise<ReadonlyMap<string, Address>> {
  const known = recipientIds.filter((id) => !id.startsWith(accountPrefix));
  const addresses = new Map<string, Address>(await contacts.findContacts(known));
  for (const id of recipientIds) {
    if (!id.startsWith(accountPrefix)) continue;
    const campusId = id.slice(accountPrefix.length);
    addresses.set(id, { name: campusId, campusId, mobilePhone: null });
  }
  return addresses;
}

const send = sendDeliveries({
  store: dynamodbMessageStore(client, names.MESSAGE_TABLE),
  deliveries: dynamodbDeliveryStore(client, { messages: names.MESSAGE_TABLE, deliveries: names.DELIVERY_TABLE }),
  gateways: gatewaysOf(readChannelSettings(names.MESSAGE_CHANNELS), clock),
  findAddresses,
  ...queues,
  clock,
});

export const handler = workConsumer(Batch, (batch, correlationId) =>
  send(batch, { at: clock(), correlationId, actor: null }),
);
