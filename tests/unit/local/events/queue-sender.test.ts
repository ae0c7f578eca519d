import { expect, test, vi } from "vitest";
import { type CallQueue, createQueueSender } from "../../../../local/events/queue-sender.ts";

interface Batch {
  readonly QueueUrl: string;
  readonly Entries: readonly { readonly MessageBody: string }[];
}

function senderThat(answers: CallQueue) {
  const call = vi.fn(answers);
  const inputsOf = (operation: string) =>
    call.mock.calls.flatMap(([called, input]) => (called === operation ? [input as Batch] : []));
  return {
    send: createQueueSender(call),
    batches: () => inputsOf("SendMessageBatch").map(({ Entries }) => Entries.map((one) => one.MessageBody)),
    queuesOfSingles: () => inputsOf("SendMessage").map(({ QueueUrl }) => QueueUrl),
  };
}

test("sends what comes in one turn in calls of ten, each queue by itself and in order", async () => {
  const { send, batches, queuesOfSingles } = senderThat(async () => ({}));
  const numbers = Array.from({ length: 12 }, (_, index) => String(index));
  await Promise.all([...numbers.map((MessageBody) => send("one", { MessageBody })), send("two", { MessageBody: "x" })]);
  expect(batches()).toEqual([numbers.slice(0, 10), numbers.slice(10)]);
  expect(queuesOfSingles()).toEqual(["two"]);
});

test("never puts more into one call than a call takes", async () => {
  const { send, batches, queuesOfSingles } = senderThat(async () => ({}));
  const MessageBody = "x".repeat(60 * 1024);
  await Promise.all([1, 2, 3].map(() => send("one", { MessageBody })));
  expect(batches().map((batch) => batch.length)).toEqual([2]);
  expect(queuesOfSingles()).toHaveLength(1);
});

test("fails the message that the queue refused, and no other", async () => {
  const { send } = senderThat(async () => ({ Failed: [{ Id: "1", Code: "InvalidMessageContents", Message: "no" }] }));
  const results = await Promise.allSettled(["a", "b"].map((MessageBody) => send("one", { MessageBody })));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
});

test("fails all messages of a call that fails", async () => {
  const { send } = senderThat(() => Promise.reject(new Error("away")));
  const results = await Promise.allSettled(["a", "b"].map((MessageBody) => send("one", { MessageBody })));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
