import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { consumedUnits } from "../../../lib/runtime/consumed-units.ts";
import { http } from "../../../lib/runtime/http.ts";
import { describeError, log } from "../../../lib/runtime/log.ts";
import { AppError } from "../../../lib/shared/errors.ts";
import { metricsNamespace } from "../../../lib/shared/metrics.ts";
import { defineRoute } from "../../../lib/shared/route.ts";
import { type CapturedOutput, captureOutput } from "../../support/capture-output.ts";
import { type RequestParts, requestEvent } from "../../support/request-event.ts";

let written: CapturedOutput;
beforeEach(() => {
  written = captureOutput();
});
afterEach(() => vi.restoreAllMocks());

const route = defineRoute({
  id: "rename",
  key: "POST /api/people/{personId}",
  context: "test",
  summary: { zh: "改名", en: "Rename" },
  access: { kind: "authenticated" },
  params: z.object({ personId: z.string() }),
  query: z.object({ note: z.string().max(20) }),
  body: z.object({ name: z.string().max(20) }),
  response: z.object({ name: z.string() }),
});

async function call(serve: () => Promise<unknown>, parts: Partial<RequestParts> = {}) {
  const handler = http([{ route, serve }], {
    clock: () => new Date("2026-11-21T08:00:00Z"),
    access: { findPrincipal: async (accountId) => ({ accountId, assignments: [] }), findPath: async () => undefined },
  });
  const event = requestEvent({
    routeKey: route.key,
    path: "/api/people/CANARY-path",
    params: { personId: "CANARY-param" },
    query: "note=CANARY-query",
    headers: { "content-type": "application/json", authorization: "CANARY-token", cookie: "CANARY-cookie" },
    body: '{"name":"CANARY-body"}',
    account: "CANARY-account",
    ...parts,
  });
  return await handler(event, {} as never);
}

describe("personal data stays out of the log", () => {
  const named = (name: string) => Object.assign(new Error(`CANARY-message\n    at CANARY-line (x)`), { name });
  test.each([
    ["a success", async () => ({ name: "CANARY-answer" }), {}],
    ["a refusal", () => Promise.reject(new AppError("refused", { detail: { zh: "CANARY", en: "CANARY" } })), {}],
    ["a crash", () => Promise.reject(named("Error")), {}],
    ["a crash with a cause", () => Promise.reject(new Error("CANARY", { cause: named("Error") })), {}],
    ["a fault of the engine", () => Promise.reject(named("ThrottlingException")), {}],
    ["an answer out of contract", async () => ({ name: ["CANARY-answer"] }), {}],
    ["a body out of contract", async () => ({ name: "" }), { body: '{"name":"CANARY-body-that-is-too-long"}' }],
    ["a body that is no JSON", async () => ({ name: "" }), { body: "CANARY-body" }],
    ["an unknown field", async () => ({ name: "" }), { body: '{"CANARY-field":1}' }],
    ["no token", async () => ({ name: "" }), { account: null }],
  ] as const)("at %s", async (_, serve, parts) => {
    await call(serve, parts);
    expect(written.lines.length).toBeGreaterThan(0);
    expect(written.lines.join("\n")).not.toContain("CANARY");
  });
});

test("a request leaves one line", async () => {
  await call(async () => {
    consumedUnits.read += 1.5;
    consumedUnits.write += 6;
    return { name: "a" };
  });
  expect(written.objects()).toHaveLength(1);
  expect(written.logged("request_completed")).toEqual([
    {
      level: "INFO",
      code: "request_completed",
      route: route.key,
      status: 200,
      durationMs: expect.any(Number),
      correlationId: "request-1",
      readUnits: 1.5,
      writeUnits: 6,
    },
  ]);
});

test("units are counted anew for every request", async () => {
  consumedUnits.write = 100;
  await call(async () => ({ name: "a" }));
  expect(written.logged("request_completed")).toMatchObject([{ writeUnits: 0 }]);
});

test("a refusal tells its code, a crash its place, and only a crash is an error", async () => {
  await call(() => Promise.reject(new AppError("not_found")));
  expect(written.logged("request_completed")).toMatchObject([{ status: 404, errorCode: "not_found" }]);
  expect(written.logged("request_crashed")).toEqual([]);

  await call(() => Promise.reject(new TypeError("x")));
  expect(written.logged("request_crashed")).toMatchObject([{ level: "ERROR", error: { name: "TypeError" } }]);
  const [{ error } = {}] = written.logged("request_crashed") as { error?: { frames: string[] } }[];
  expect(error?.frames[0]).toContain("log.test.ts");
});

describe("a described error", () => {
  test("has no message, not even one that looks like a frame", () => {
    const described = describeError(new Error("secret\n    at secret (file:1:1)"));
    expect(JSON.stringify(described)).not.toContain("secret");
    expect(described.frames[0]).toContain("log.test.ts");
  });

  test("keeps the chain of causes and at most eight frames", () => {
    const described = describeError(new Error("", { cause: new RangeError("x", { cause: "text" }) }));
    expect(described).toMatchObject({ name: "Error", cause: { name: "RangeError", cause: { name: "string" } } });
    expect(described.frames.length).toBeLessThanOrEqual(8);
    expect(described.frames.length).toBeGreaterThan(0);
  });
});

test("a line names those of its numbers that CloudWatch keeps as metrics, without any dimension", () => {
  log("record_handled", { eventId: "e", eventName: "Counted", correlationId: "r", durationMs: 3, lagMs: 1_200 });
  log("job_completed", { job: "j", durationMs: 1, counts: {} });
  const [handled, completed] = written.objects();
  expect(handled).toMatchObject({
    lagMs: 1_200,
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: metricsNamespace,
          Dimensions: [[]],
          Metrics: [{ Name: "lagMs", Unit: "Milliseconds" }],
        },
      ],
    },
  });
  expect(completed).not.toHaveProperty("_aws");
});

test("lines go to standard output as they are, because Lambda prefixes what the console writes", () => {
  log("job_completed", { job: "j", durationMs: 1, counts: { done: 2 } });
  log("record_failed", { recordId: "1", willRetry: true, error: describeError("x") });
  expect(vi.mocked(process.stdout.write)).toHaveBeenCalledTimes(2);
  expect(vi.mocked(console.log)).not.toHaveBeenCalled();
  expect(written.objects().map(({ level }) => level)).toEqual(["INFO", "ERROR"]);
});
