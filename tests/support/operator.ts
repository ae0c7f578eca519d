import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Cloud } from "../../local/cloud.ts";

/** What an operator with all rights does to the cloud in a test. */
export function operatorClients({ aws, outputs }: Pick<Cloud, "aws" | "outputs">) {
  const configuration = { endpoint: aws.endpoint, region: aws.region, credentials: aws.operator };
  const dynamodb = new DynamoDBClient(configuration);
  const sqs = new SQSClient(configuration);
  /** The address of the queue that a stack gives under an output that begins so. */
  const queueOf = (output: string): string => {
    const url = [...outputs.values()]
      .flatMap((stack) => [...stack])
      .filter(([name]) => name.startsWith(output))
      .map(([, value]) => value)[0];
    if (url === undefined) throw new Error(`no stack has the output ${output}`);
    return url;
  };
  return {
    dynamodb,
    sqs,
    queueOf,
    async messagesIn(output: string): Promise<string[]> {
      const QueueUrl = queueOf(output);
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      return Messages.map(({ Body = "" }) => Body);
    },
  };
}

export async function tableNamed(cloud: Pick<Cloud, "aws" | "outputs">, part: string): Promise<string> {
  const { TableNames = [] } = await operatorClients(cloud).dynamodb.send(new ListTablesCommand({}));
  const name = TableNames.find((one) => one.includes(part));
  if (name === undefined) throw new Error(`no table ${part}`);
  return name;
}
