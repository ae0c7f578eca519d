import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";

/** Seconds for which a message is ours while it is moved. */
const takenSeconds = 60;

/**
 * Sends what stands in a queue to another one, each message on before it is deleted here: after a cut it may be there
 * twice, never nowhere. AWS China has no task for this. Ends when a look finds nothing.
 */
export async function moveMessages(
  sqs: Pick<SQSClient, "send">,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> {
  let moved = 0;
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: from,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: takenSeconds,
        WaitTimeSeconds: 1,
      }),
    );
    if (Messages.length === 0) return moved;
    for (const { Body, ReceiptHandle } of Messages) {
      await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      moved += 1;
    }
  }
}
