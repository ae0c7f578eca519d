import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { DeadLetterQueue, Letter } from "./dead-letters.ts";

/** Seconds for which a redrive has its letters to itself. */
const takenSeconds = 60;

export function sqsDeadLetters(client: SQSClient, QueueUrl: string): DeadLetterQueue {
  const receive = async (VisibilityTimeout: number): Promise<Letter[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout,
        MessageSystemAttributeNames: ["SentTimestamp"],
      }),
    );
    return Messages.map(({ MessageId = "", Body = "", ReceiptHandle = "", Attributes }) => ({
      letterId: MessageId,
      body: Body,
      handle: ReceiptHandle,
      setAsideAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
    }));
  };
  return {
    async count() {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
      );
      return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
    },
    peek: () => receive(0),
    take: () => receive(takenSeconds),
    async remove(ReceiptHandle) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
  };
}
