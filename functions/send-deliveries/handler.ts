import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbPersonContacts } from "../../lib/membership/person-contacts.dynamodb.ts";
import { sqsBatches } from "../../lib/message/batches.sqs.ts";
import { readChannelSettings } from "../../lib/message/channel-settings.ts";
import { gatewaysOf } from "../../lib/message/channels/gateways.ts";
import { Batch } from "../../lib/message/delivery.ts";
import { dynamodbDeliveryStore } from "../../lib/message/delivery-store.dynamodb.ts";
import { dynamodbDigestStore } from "../../lib/message/digest-store.dynamodb.ts";
import { forgetPushDevice } from "../../lib/message/keep-push-devices.ts";
import { ssmParameter } from "../../lib/message/kept-parameter.ssm.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { dynamodbReachStore } from "../../lib/message/reach-store.dynamodb.ts";
import { type BatchResults, sendDeliveries } from "../../lib/message/send-deliveries.ts";
import { addressOf } from "../../lib/runtime/aws-address.ts";
import { workConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { keptFor } from "../../lib/runtime/kept-for.ts";
import { log } from "../../lib/runtime/log.ts";
import { addressBook } from "./address-book.ts";
import { environment } from "./environment.ts";
import { queuesIn } from "./queues-in.ts";

const names = readEnvironment(environment);
const client = createDocumentClient();
const clock = () => new Date();
const contacts = dynamodbPersonContacts(client, names.MEMBERSHIP_TABLE);
const queues = sqsBatches(new SQSClient({ maxAttempts: 3 }), queuesIn(names));

const reach = dynamodbReachStore(client, names.MESSAGE_TABLE);

/** New credentials of a provider are taken within five minutes, without a deployment. */
const gateways = keptFor({
  read: ssmParameter(names.CHANNELS_PARAMETER, addressOf(names.PARAMETER_STORE), clock),
  make: (text) => gatewaysOf(readChannelSettings(text), { clock, forget: forgetPushDevice({ reach }) }),
  forMs: 5 * 60_000,
  clock,
});

const dependencies = {
  store: dynamodbMessageStore(client, names.MESSAGE_TABLE),
  deliveries: dynamodbDeliveryStore(client, { messages: names.MESSAGE_TABLE, deliveries: names.DELIVERY_TABLE }),
  digests: dynamodbDigestStore(client, names.DELIVERY_TABLE),
  reach,
  findAddresses: addressBook({ contacts, reach }),
  ...queues,
  clock,
};

export const handler = workConsumer(Batch, async (batch, messageId) => {
  const correlationId = batch.correlationId ?? messageId;
  const tellResults = ({ channel, sent, failed, putOff }: BatchResults) =>
    log("batch_delivered", {
      channel,
      correlationId,
      deliveriesSent: sent,
      deliveriesFailed: failed,
      deliveriesPutOff: putOff,
    });
  await sendDeliveries({ ...dependencies, gateways: await gateways(), tellResults })(batch, {
    at: clock(),
    correlationId,
    actor: null,
  });
});
