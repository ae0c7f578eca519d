import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { queueUrlOf } from "../events/queue-url.ts";
import type { CloudParts } from "../ports.ts";
import type { DeployedFunction } from "./function.ts";

/**
 * Sends to a dead-letter target or a failure destination with the credentials of the function's role, as Lambda does:
 * a role without the permission loses the record.
 */
export async function sendToDestination(
  parts: CloudParts,
  source: Pick<DeployedFunction, "credentials" | "roleArn">,
  targetArn: string,
  body: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const client = { endpoint: parts.access.endpoint, region: parts.access.region, credentials: source.credentials };
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
  );
  switch (targetArn.split(":")[2]) {
    case "sqs": {
      const QueueUrl = queueUrlOf(client.endpoint, targetArn);
      await new SQSClient({ ...client, useQueueUrlAsEndpoint: false }).send(
        new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes }),
      );
      return;
    }
    case "sns":
      await new SNSClient(client).send(new PublishCommand({ TopicArn: targetArn, Message: body, MessageAttributes }));
      return;
    case "events": {
      const entry = { Source: "lambda", DetailType: "Lambda Function Invocation Result - Failure", Detail: body };
      await new EventBridgeClient(client).send(
        new PutEventsCommand({ Entries: [{ ...entry, EventBusName: targetArn }] }),
      );
      return;
    }
    case "lambda":
      parts.authority.authorize({ kind: "role", roleArn: source.roleArn }, "lambda:InvokeFunction", targetArn);
      parts.functions.get(targetArn)?.invokeAsync(JSON.parse(body));
      return;
    default:
      throw new Error(`No failure destination ${targetArn}: extend local/lambda/failure-destination.ts.`);
  }
}
