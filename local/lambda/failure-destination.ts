import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { queueUrlOf } from "../events/queue-url.ts";
import type { CloudParts } from "../ports.ts";
import type { DeployedFunction } from "./function.ts";

type Source = Pick<DeployedFunction, "credentials" | "roleArn">;
type Send = (parts: CloudParts, source: Source, record: FailureRecord) => Promise<void> | void;

export interface FailureRecord {
  readonly targetArn: string;
  readonly body: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Sends to a dead-letter target or a failure destination with the credentials of the function's role, as Lambda does:
 * a role without the permission loses the record.
 */
export async function sendToDestination(parts: CloudParts, source: Source, record: FailureRecord): Promise<void> {
  const service = record.targetArn.split(":")[2] ?? "";
  const send = Object.hasOwn(senders, service) ? senders[service] : undefined;
  if (send === undefined) {
    throw new Error(`No failure destination ${record.targetArn}: extend local/lambda/failure-destination.ts.`);
  }
  await send(parts, source, record);
}

const senders: Readonly<Record<string, Send>> = {
  async sqs(parts, source, { targetArn, body, attributes }) {
    const QueueUrl = queueUrlOf(parts.access.endpoint, targetArn);
    const MessageAttributes = messageAttributes(attributes);
    const client = new SQSClient({ ...clientOptions(parts, source), useQueueUrlAsEndpoint: false });
    await once(client, () => client.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes })));
  },
  async sns(parts, source, { targetArn, body, attributes }) {
    const MessageAttributes = messageAttributes(attributes);
    const client = new SNSClient(clientOptions(parts, source));
    await once(client, () =>
      client.send(new PublishCommand({ TopicArn: targetArn, Message: body, MessageAttributes })),
    );
  },
  async events(parts, source, { targetArn, body }) {
    const DetailType = "Lambda Function Invocation Result - Failure";
    const Entries = [{ Source: "lambda", DetailType, Detail: body, EventBusName: targetArn }];
    const client = new EventBridgeClient(clientOptions(parts, source));
    await once(client, () => client.send(new PutEventsCommand({ Entries })));
  },
  lambda(parts, { roleArn }, { targetArn, body }) {
    parts.authority.authorize({ kind: "role", roleArn }, "lambda:InvokeFunction", targetArn);
    const target = parts.functions.get(targetArn);
    if (target === undefined) throw new Error(`Function not found: ${targetArn}`);
    target.invokeAsync(JSON.parse(body));
  },
};

/** Failures are rare: a client each, so that none holds a socket. */
async function once(client: { destroy(): void }, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } finally {
    client.destroy();
  }
}

function clientOptions({ access }: CloudParts, { credentials }: Source) {
  return { endpoint: access.endpoint, region: access.region, credentials };
}

function messageAttributes(attributes: Readonly<Record<string, string>> = {}) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
  );
}
