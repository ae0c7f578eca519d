import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { moveMessages } from "../../../scripts/operator/move-messages.ts";

const sqs = mockClient(SQSClient);
afterAll(() => sqs.restore());

const queues = { from: "letters", to: "work" };
const move = () => moveMessages(sqs as unknown as SQSClient, queues);
/** What was done, in its order: sent bodies and deleted handles. */
const done = () =>
  sqs
    .calls()
    .map(({ args: [{ input }] }) => input as { MessageBody?: string; ReceiptHandle?: string })
    .flatMap(({ MessageBody, ReceiptHandle }) => MessageBody ?? ReceiptHandle ?? []);

beforeEach(() => {
  sqs.reset();
  sqs
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: ["a", "b"].map((Body) => ({ Body, ReceiptHandle: `handle-${Body}` })) })
    .resolvesOnce({ Messages: [{ Body: "c", ReceiptHandle: "handle-c" }] })
    .resolves({});
});

test("sends each message before it deletes it, until the queue is empty", async () => {
  expect(await move()).toBe(3);
  expect(done()).toEqual(["a", "handle-a", "b", "handle-b", "c", "handle-c"]);
  expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({ QueueUrl: "work", MessageBody: "a" });
  expect(sqs.commandCalls(DeleteMessageCommand)[0]?.args[0].input.QueueUrl).toBe("letters");
});

test("keeps a message that could not be sent", async () => {
  sqs.on(SendMessageCommand).resolvesOnce({}).rejects(new Error("away"));
  await expect(move()).rejects.toThrow("away");
  expect(done()).toEqual(["a", "handle-a", "b"]);
});
