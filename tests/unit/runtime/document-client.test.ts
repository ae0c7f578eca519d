import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { consumedUnits } from "../../../lib/runtime/consumed-units.ts";
import { createDocumentClient } from "../../../lib/runtime/dynamodb.ts";
import { asUnavailable } from "../../../lib/runtime/passing-faults.ts";

type Answer = { status: number; body: object } | "silence";

let server: Server;
let client: DynamoDBDocumentClient;
let answers: (operation: string) => Answer;
let requests: Record<string, unknown>[];

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const part of request) text += part;
  requests.push(JSON.parse(text) as Record<string, unknown>);
  const answer = answers(String(request.headers["x-amz-target"]).split(".")[1] ?? "");
  if (answer === "silence") return;
  response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer.body));
}

beforeEach(async () => {
  requests = [];
  Object.assign(consumedUnits, { read: 0, write: 0 });
  server = createServer((request, response) => void respond(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  vi.stubEnv("AWS_REGION", "cn-north-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "x");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "x");
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  client = createDocumentClient();
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  client.destroy();
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

const get = () => client.send(new GetCommand({ TableName: "table", Key: { pk: "a" } }));

test("asks every call for the units that it consumed, and adds reads and writes apart", async () => {
  answers = (operation) =>
    operation === "GetItem"
      ? { status: 200, body: { ConsumedCapacity: { CapacityUnits: 0.5 } } }
      : { status: 200, body: { ConsumedCapacity: [{ CapacityUnits: 4 }, { CapacityUnits: 2 }] } };
  await get();
  await get();
  await client.send(
    new TransactWriteCommand({ TransactItems: [{ Put: { TableName: "table", Item: { pk: "a", none: undefined } } }] }),
  );
  expect(requests.map((request) => request.ReturnConsumedCapacity)).toEqual(["TOTAL", "TOTAL", "TOTAL"]);
  expect(consumedUnits).toEqual({ read: 1, write: 6 });
});

test("tries a throttled call three times, and then it is unavailable", async () => {
  answers = () => ({ status: 400, body: { __type: "com.amazonaws.dynamodb.v20120810#ThrottlingException" } });
  const error = await get().catch((fault: unknown) => fault);
  expect(requests).toHaveLength(3);
  expect(asUnavailable(error)).toMatchObject({ code: "unavailable" });
});

test("gives up on an engine that does not answer within three seconds, three times", async () => {
  answers = () => "silence";
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const passTime = setInterval(() => void vi.advanceTimersByTimeAsync(250), 2);
  const startedAt = performance.now();
  const error = await get().catch((fault: unknown) => fault);
  clearInterval(passTime);
  expect(performance.now() - startedAt).toBeLessThan(2_900);
  expect((error as Error).name).toBe("TimeoutError");
  expect(requests).toHaveLength(3);
  expect(asUnavailable(error)).toMatchObject({ code: "unavailable" });
});

test("is unavailable when nobody listens", async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const error = await get().catch((fault: unknown) => fault);
  expect(asUnavailable(error)).toMatchObject({ code: "unavailable", options: { retryAfterSeconds: 2 } });
});
