import { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConditionsFailed, commit } from "../../../lib/runtime/dynamodb.ts";
import { asUnavailable } from "../../../lib/runtime/passing-faults.ts";
import { AppError } from "../../../lib/shared/errors.ts";

const cancelled = (...codes: string[]) =>
  Object.assign(new Error("canceled"), {
    name: "TransactionCanceledException",
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const named = (name: string) => Object.assign(new Error(name), { name });

describe("commit", () => {
  const client = mockClient(DynamoDBDocumentClient);
  afterAll(() => client.restore());
  const items = [{ Put: { TableName: "table", Item: { pk: "a" } } }];
  const run = () => commit(client as unknown as DynamoDBDocumentClient, items);
  const attempts = () => client.commandCalls(TransactWriteCommand).length;

  beforeEach(() => {
    client.reset();
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  /** Lets all waiting pass and gives what became of the run. */
  async function outcome(): Promise<unknown> {
    const settled = run().then(
      () => "done",
      (error: unknown) => error,
    );
    await vi.runAllTimersAsync();
    return await settled;
  }

  test("writes once when nothing is in the way", async () => {
    client.on(TransactWriteCommand).resolves({});
    expect([await outcome(), attempts()]).toEqual(["done", 1]);
  });

  test("tries again after a clash with another transaction", async () => {
    client
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled("None", "TransactionConflict"))
      .rejectsOnce(cancelled("TransactionConflict", "None"))
      .resolves({});
    expect([await outcome(), attempts()]).toEqual(["done", 3]);
  });

  test("gives up after five clashes, as something that will pass", async () => {
    client.on(TransactWriteCommand).rejects(cancelled("TransactionConflict"));
    const error = await outcome();
    expect(attempts()).toBe(5);
    expect(asUnavailable(error)).toMatchObject({ code: "unavailable" });
  });

  test("waits between clashes, and less than a person notices in all", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.999);
    client.on(TransactWriteCommand).rejects(cancelled("TransactionConflict"));
    const startedAt = Date.now();
    await outcome();
    expect(Date.now() - startedAt).toBeGreaterThan(100);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });

  test("names the positions of the conditions that did not hold, and does not try again", async () => {
    client
      .on(TransactWriteCommand)
      .rejects(cancelled("ConditionalCheckFailed", "None", "ConditionalCheckFailed", "TransactionConflict"));
    const error = await outcome();
    expect(error).toBeInstanceOf(ConditionsFailed);
    expect([(error as ConditionsFailed).positions, attempts()]).toEqual([[0, 2], 1]);
  });

  test.each(["ThrottlingError", "ProvisionedThroughputExceeded", "ItemCollectionSizeLimitExceeded"])(
    "does not try again by itself when a transaction was cancelled for %s",
    async (code) => {
      client.on(TransactWriteCommand).rejects(cancelled(code));
      const error = await outcome();
      expect([attempts(), asUnavailable(error) instanceof AppError]).toEqual([1, true]);
    },
  );

  test("passes on what is no cancellation", async () => {
    client.on(TransactWriteCommand).rejects(named("ValidationException"));
    const error = await outcome();
    expect([(error as Error).name, attempts()]).toEqual(["ValidationException", 1]);
  });
});

describe("a fault of an AWS service", () => {
  test.each([
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalServerError",
    "ServiceUnavailable",
    "TransactionInProgressException",
    "TimeoutError",
  ])("that passes is unavailable for a while: %s", (name) => {
    const fault = named(name);
    expect(asUnavailable(fault)).toMatchObject({
      code: "unavailable",
      options: { retryAfterSeconds: 2, cause: fault },
    });
  });

  test.each(["ValidationException", "AccessDeniedException", "ResourceNotFoundException", "TypeError"])(
    "that does not pass stays what it is: %s",
    (name) => {
      const fault = named(name);
      expect(asUnavailable(fault)).toBe(fault);
    },
  );

  test("may be anything that was thrown", () => {
    expect(asUnavailable("text")).toBe("text");
    expect(asUnavailable(undefined)).toBeUndefined();
  });
});
