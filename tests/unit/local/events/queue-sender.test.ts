import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createQueueSender } from "../../../../local/events/queue-sender.ts";

const sqs = mockClient(SQSClient);

afterAll(() => sqs.restore());
beforeEach(() => sqs.reset());
const send = createQueueSender(new SQSClient({}));
const bodies = () =>
  sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries?.map((one) => one.MessageBody));

test("sends what comes in one turn in calls of ten, each queue by itself and in order", async () => {
  sqs.on(SendMessageBatchCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
  const numbers = Array.from({ length: 12 }, (_, index) => String(index));
  await Promise.all([...numbers.map((MessageBody) => send("one", { MessageBody })), send("two", { MessageBody: "x" })]);
  expect(bodies()).toEqual([numbers.slice(0, 10), numbers.slice(10)]);
  expect(sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input.QueueUrl)).toEqual(["two"]);
});

test("never puts more into one call than a call takes", async () => {
  sqs.on(SendMessageBatchCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
  const MessageBody = "x".repeat(60 * 1024);
  await Promise.all([1, 2, 3].map(() => send("one", { MessageBody })));
  expect(bodies().map((batch) => batch?.length)).toEqual([2]);
  expect(sqs.commandCalls(SendMessageCommand)).toHaveLength(1);
});

test("fails the message that the queue refused, and no other; a call that fails, fails all of it", async () => {
  sqs.on(SendMessageBatchCommand).resolvesOnce({
    Successful: [],
    Failed: [{ Id: "1", Code: "InvalidMessageContents", Message: "no", SenderFault: true }],
  });
  const results = await Promise.allSettled(["a", "b"].map((MessageBody) => send("one", { MessageBody })));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  sqs.on(SendMessageBatchCommand).rejects(new Error("away"));
  const lost = await Promise.allSettled(["a", "b"].map((MessageBody) => send("one", { MessageBody })));
  expect(lost.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
