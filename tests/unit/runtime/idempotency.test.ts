import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import * as z from "zod";
import { bind, http } from "../../../lib/runtime/http.ts";
import { findAnswer, openReceipt, receiptItems } from "../../../lib/runtime/receipt.ts";
import { AppError, refused } from "../../../lib/shared/errors.ts";
import type { Receipt } from "../../../lib/shared/request-context.ts";
import { defineRoute } from "../../../lib/shared/route.ts";
import { captureOutput } from "../../support/capture-output.ts";
import { requestEvent } from "../../support/request-event.ts";

const add = defineRoute({
  id: "add",
  key: "POST /api/things",
  context: "test",
  summary: { zh: "新增", en: "Add" },
  access: { kind: "authenticated" },
  body: z.object({ name: z.string(), note: z.string().default("") }),
  response: z.object({ number: z.int() }),
  status: 201,
});

/** Receipts as a table keeps them: by key, once. */
class Receipts {
  readonly kept = new Map<string, { requestHash: string; answer: unknown }>();

  find = async ({ key, requestHash }: Receipt) => {
    const found = this.kept.get(key.pk);
    if (found !== undefined && found.requestHash !== requestHash) throw new AppError("idempotency_key_reused");
    return found;
  };

  keep({ key, requestHash }: Receipt, answer: unknown): boolean {
    if (this.kept.has(key.pk)) return false;
    this.kept.set(key.pk, { requestHash, answer });
    return true;
  }
}

let receipts: Receipts;
let runs: number;

beforeEach(() => {
  captureOutput();
  receipts = new Receipts();
  runs = 0;
});
afterEach(() => vi.restoreAllMocks());

const handler = () =>
  http(
    [
      bind(add, async (_, { receipt }) => {
        runs += 1;
        const answer = { number: runs };
        await Promise.resolve();
        if (receipt !== undefined && !receipts.keep(receipt, answer)) {
          throw refused("name_taken", { zh: "重名", en: "The name is taken" });
        }
        return answer;
      }),
    ],
    {
      clock: () => new Date("2026-11-21T08:00:00Z"),
      access: { findPrincipal: async (accountId) => ({ accountId, assignments: [] }), findPath: async () => undefined },
      findAnswer: receipts.find,
    },
  );

async function send(body: object, key: string | undefined, account = "20180016") {
  const headers = key === undefined ? {} : { "idempotency-key": key };
  const event = requestEvent({ routeKey: add.key, body: JSON.stringify(body), headers, account });
  const { statusCode, body: text } = await handler()(event, {} as never);
  return { status: statusCode, body: JSON.parse(text ?? "") as Record<string, unknown> };
}

test("answers a repeat as the first time, without running again", async () => {
  const first = await send({ name: "甲" }, "key-00000001");
  expect(await send({ name: "甲" }, "key-00000001")).toEqual(first);
  expect([first.status, runs]).toEqual([201, 1]);
});

test("takes bodies that mean the same for the same", async () => {
  await send({ name: "甲", note: "" }, "key-00000001");
  expect((await send({ note: "", name: "甲" }, "key-00000001")).status).toBe(201);
  expect((await send({ name: "甲" }, "key-00000001")).status).toBe(201);
  expect(runs).toBe(1);
});

test("refuses the key with other content", async () => {
  await send({ name: "甲" }, "key-00000001");
  const { status, body } = await send({ name: "乙" }, "key-00000001");
  expect([status, body.code, runs]).toEqual([422, "idempotency_key_reused", 1]);
});

test("keeps the keys of different accounts apart", async () => {
  await send({ name: "甲" }, "key-00000001");
  expect((await send({ name: "乙" }, "key-00000001", "20180017")).status).toBe(201);
});

test("gives parallel repeats one answer, whoever wins", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => send({ name: "甲" }, "key-00000001")));
  expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
});

test("runs every time without a key", async () => {
  await send({ name: "甲" }, undefined);
  await send({ name: "甲" }, undefined);
  expect(runs).toBe(2);
});

test.each(["short", "x".repeat(65), "with space", "a#b#c#d#e"])("refuses a key of another form: %s", async (key) => {
  const { status, body } = await send({ name: "甲" }, key);
  expect([status, body.code, runs]).toEqual([400, "malformed_request", 0]);
});

test("a receipt is kept for a day and does not hold the request itself", () => {
  const at = new Date("2026-11-21T08:00:00Z");
  const receipt = openReceipt("20180016", "key-00000001", { name: "canary" }, at);
  expect(receipt.expiresAt - at.getTime() / 1000).toBe(86_400);
  expect(JSON.stringify(receipt)).not.toContain("canary");
  expect(receiptItems("table", undefined, {})).toEqual([]);
  expect(receiptItems("table", receipt, {})).toMatchObject([
    { Put: { Item: receipt.key, ConditionExpression: "attribute_not_exists(pk)" } },
  ]);
});

test("looks a receipt up with a consistent read, and takes one of another request for a reused key", async () => {
  const client = mockClient(DynamoDBDocumentClient);
  onTestFinished(() => client.restore());
  const receipt = openReceipt("a", "key-00000001", 1, new Date(0));
  const find = () => findAnswer(client as unknown as DynamoDBDocumentClient, "table", receipt);
  client.on(GetCommand, { Key: receipt.key, ConsistentRead: true }).resolves({});
  expect(await find()).toBeUndefined();
  client.on(GetCommand).resolves({ Item: { requestHash: receipt.requestHash, answer: { number: 1 } } });
  expect(await find()).toEqual({ answer: { number: 1 } });
  client.on(GetCommand).resolves({ Item: { requestHash: "other", answer: {} } });
  await expect(find()).rejects.toThrow("idempotency_key_reused");
});
