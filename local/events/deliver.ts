import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { CloudParts, Deliver } from "../ports.ts";
import { DeliveryFailure } from "./delivery-failure.ts";
import { createQueueSender } from "./queue-sender.ts";
import { queueUrlOf } from "./queue-url.ts";

interface Message {
  readonly targetArn: string;
  readonly payload: string;
  readonly messageGroupId?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

interface Channel {
  readonly action: string;
  send(message: Message): Promise<void> | void;
}

/**
 * Services of the cloud deliver with the operator's credentials, after the authority has said that the principal may:
 * the emulated engines know nothing of resource policies. `publishToBus` takes an event as JSON text.
 */
export function createDeliver(parts: CloudParts, publishToBus: (busArn: string, event: string) => void): Deliver {
  const channels: Readonly<Record<string, Channel>> = {
    sqs: queueChannel(parts),
    sns: topicChannel(parts),
    lambda: { action: "lambda:InvokeFunction", send: (message) => invokeFunction(parts, message) },
    events: { action: "events:PutEvents", send: ({ targetArn, payload }) => publishToBus(targetArn, payload) },
  };
  return async (targetArn, payload, principal, options) => {
    const service = targetArn.split(":")[2] ?? "";
    const channel = Object.hasOwn(channels, service) ? channels[service] : undefined;
    if (channel === undefined) {
      throw new Error(`No delivery to ${targetArn}: extend local/events/deliver.ts to handle targets in ${service}.`);
    }
    parts.authority.authorize(principal, channel.action, targetArn);
    await channel.send({ targetArn, payload, ...options });
  };
}

/** The services that `Deliver` reaches; provisioners refuse other targets at once. */
export function isDeliverable(targetArn: string): boolean {
  return ["sqs", "sns", "lambda", "events"].includes(targetArn.split(":")[2] ?? "");
}

function queueChannel({ access }: CloudParts): Channel {
  const send = createQueueSender((operation, input) =>
    access.call(access.operator, { service: "sqs", target: `AmazonSQS.${operation}`, input }),
  );
  return {
    action: "sqs:SendMessage",
    send: ({ targetArn, payload, messageGroupId, attributes }) =>
      send(queueUrlOf(access.endpoint, targetArn), {
        MessageBody: payload,
        ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
        ...(attributes !== undefined && { MessageAttributes: messageAttributes(attributes) }),
      }),
  };
}

function topicChannel(parts: CloudParts): Channel {
  const { endpoint, region, operator } = parts.access;
  const client = new SNSClient({ endpoint, region, credentials: operator });
  parts.onStop(() => client.destroy());
  return {
    action: "sns:Publish",
    async send({ targetArn, payload, attributes }) {
      const MessageAttributes = attributes === undefined ? undefined : messageAttributes(attributes);
      await client.send(new PublishCommand({ TopicArn: targetArn, Message: payload, MessageAttributes }));
    },
  };
}

function invokeFunction(parts: CloudParts, { targetArn, payload }: Message): void {
  const target = parts.functions.get(targetArn);
  if (target === undefined) throw new DeliveryFailure("NO_RESOURCE", `Function not found: ${targetArn}`, false);
  target.invokeAsync(parseEvent(payload));
}

function parseEvent(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw new DeliveryFailure("INVALID_JSON", "Could not parse request body into json", false);
  }
}

function messageAttributes(attributes: Readonly<Record<string, string>>) {
  const entries = Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]);
  return Object.fromEntries(entries) as Record<string, { DataType: string; StringValue: string }>;
}
