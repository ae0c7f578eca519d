import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Cloud } from "../../local/cloud.ts";

/** What an operator with all rights does to the cloud in a test. */
export function operatorClients({ aws }: Pick<Cloud, "aws">) {
  const configuration = { endpoint: aws.endpoint, region: aws.region, credentials: aws.operator };
  const dynamodb = new DynamoDBClient(configuration);
  const sqs = new SQSClient(configuration);
  return {
    dynamodb,
    async messagesIn(queueName: string): Promise<string[]> {
      const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
      const url = QueueUrls.find((one) => one.includes(queueName));
      if (url === undefined) throw new Error(`no queue ${queueName}`);
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
      return Messages.map(({ Body = "" }) => Body);
    },
  };
}

export async function tableNamed(cloud: Pick<Cloud, "aws">, part: string): Promise<string> {
  const { TableNames = [] } = await operatorClients(cloud).dynamodb.send(new ListTablesCommand({}));
  const name = TableNames.find((one) => one.includes(part));
  if (name === undefined) throw new Error(`no table ${part}`);
  return name;
}
