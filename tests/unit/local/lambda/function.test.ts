import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandboxReserve } from "../../../../local/lambda/sandbox-reserve.ts";
import type { LambdaFunction } from "../../../../local/ports.ts";
import { createTestCloud, removeTestClouds, type TestCloud } from "../events/cloud-parts.ts";
import { createFixture, type Fixture } from "./deploy-fixture.ts";

let cloud: TestCloud;
let fixture: Fixture;
beforeEach(() => {
  cloud = createTestCloud();
  fixture = createFixture(cloud);
  cloud.ready();
});
afterEach(() => cloud.stop());
afterAll(removeTestClouds);

const counting = "let n = 0; exports.handler = async (event) => ({ n: ++n, event });";

describe("a function", () => {
  it("starts cold, then reuses the warm sandbox with its modules", async () => {
    const target = await fixture.deploy("counter", counting);
    const first = await target.invoke({ a: 1 });
    const second = await target.invoke({ a: 2 });
    expect(first).toMatchObject({ isCold: true, payload: { n: 1, event: { a: 1 } } });
    expect(second).toMatchObject({ isCold: false, payload: { n: 2, event: { a: 2 } } });
    expect(first.requestId).not.toBe(second.requestId);
  });

  it("runs concurrent invocations in sandboxes of their own", async () => {
    const target = await fixture.deploy("counter", counting);
    const results = await Promise.all([target.invoke(1), target.invoke(2)]);
    expect(results.map((result) => result.payload)).toEqual([
      { n: 1, event: 1 },
      { n: 1, event: 2 },
    ]);
  });

  it("goes on in the next cloud with its modules, and tells that one its lines", async () => {
    const reserve = createSandboxReserve((name) => name !== "rereading");
    const [before, after] = [createTestCloud(), createTestCloud()];
    const source = "let n = 0; exports.handler = async () => { console.log('call', ++n); return n; };";
    const deploy = (to: TestCloud, name: string, more = {}) =>
      createFixture(to, reserve, before.directory).deploy(name, source, more);
    for (const name of ["lasting", "rereading", "changed"]) await (await deploy(before, name)).invoke(null);
    await before.stop();
    const lasting = await deploy(after, "lasting");
    const rereading = await deploy(after, "rereading");
    const changed = await deploy(after, "changed", { Environment: { Variables: { TABLE: "others" } } });
    const answers = await Promise.all([lasting, rereading, changed].map((target) => target.invoke(null)));
    expect(answers.map(({ payload }) => payload)).toEqual([2, 1, 1]);
    expect(before.lines.map(({ text }) => text.includes("call 2"))).not.toContain(true);
    expect(after.lines.some(({ functionName, text }) => functionName === "lasting" && text.includes("call 2"))).toBe(
      true,
    );
    await after.stop();
  });

  it("starts no sandbox any more once the cloud is stopped", async () => {
    const ended = createTestCloud();
    const target = await createFixture(ended).deploy("late", counting);
    await ended.stop();
    await expect(target.invoke(1)).rejects.toThrow("late is stopped");
  });

  it("sees the environment of its template and of Lambda, and nothing of the machine", async () => {
    const target = await fixture.deploy(
      "env",
      "exports.handler = async () => ({ ...process.env, offset: new Date().getTimezoneOffset() });",
      {
        Environment: { Variables: { TABLE: "members" } },
        MemorySize: 256,
      },
    );
    const { payload } = await target.invoke(null);
    expect(payload).toMatchObject({
      TABLE: "members",
      TZ: "UTC",
      AWS_REGION: "eu-west-1",
      AWS_LAMBDA_FUNCTION_NAME: "env",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_ACCESS_KEY_ID: "worker",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      _HANDLER: "index.handler",
      offset: 0,
    });
    expect(payload).not.toHaveProperty("PATH");
    expect(payload).not.toHaveProperty("HOME");
  });

  it("hands over a context", async () => {
    const source =
      "exports.handler = async (_, c) => ({ id: c.awsRequestId, arn: c.invokedFunctionArn, mb: c.memoryLimitInMB, left: c.getRemainingTimeInMillis() });";
    const target = await fixture.deploy("context", source, { Timeout: 5 });
    const result = await target.invoke(null);
    const payload = result.payload as { left: number };
    expect(payload).toMatchObject({ id: result.requestId, arn: target.arn, mb: "128" });
    expect(payload.left).toBeGreaterThan(4000);
    expect(payload.left).toBeLessThanOrEqual(5000);
  });

  it("follows the clock of the cloud", async () => {
    const target = await fixture.deploy(
      "clock",
      "exports.handler = async () => [new Date().getTime(), Date.now(), new Date() instanceof Date];",
    );
    await target.invoke(null);
    cloud.parts.clock.advance(86_400_000);
    const { payload } = await target.invoke(null);
    const [made, now, isDate] = payload as [number, number, boolean];
    expect(Math.abs(made - cloud.parts.clock.now())).toBeLessThan(2000);
    expect(Math.abs(now - cloud.parts.clock.now())).toBeLessThan(2000);
    expect(isDate).toBe(true);
  });

  it("writes whole lines with the request id", async () => {
    const target = await fixture.deploy(
      "logs",
      'exports.handler = async () => { console.log("one\\ntwo"); console.error("bad"); process.stdout.write("tail"); };',
    );
    const { requestId } = await target.invoke(null);
    expect(cloud.lines).toMatchObject([
      { text: "one", stream: "stdout", requestId, functionName: "logs" },
      { text: "two", stream: "stdout" },
      { text: "bad", stream: "stderr" },
      { text: "tail", stream: "stdout", requestId },
    ]);
  });

  it("loses its lines when its role may not write logs", async () => {
    cloud.denied.add("logs:PutLogEvents");
    const target = await fixture.deploy("silent", 'exports.handler = async () => console.log("secret");');
    expect((await target.invoke(null)).error).toBeUndefined();
    expect(cloud.lines).toEqual([]);
  });

  it("stands still between invocations, as a frozen sandbox does", async () => {
    const source =
      "let late = 0; exports.handler = async () => { const seen = late; setTimeout(() => { late = Date.now(); }, 20); return { seen, now: Date.now() }; };";
    const target = await fixture.deploy("frozen", source);
    await target.invoke(null);
    await new Promise((resolve) => setTimeout(resolve, 120));
    const { payload } = await target.invoke(null);
    const { seen, now } = payload as { seen: number; now: number };
    expect(seen === 0 || now - seen < 60).toBe(true);
  });
});

describe("a failing function", () => {
  const failure = async (source: string, properties: Record<string, unknown> = {}) => {
    const target: LambdaFunction = await fixture.deploy("failing", source, { Timeout: 1, ...properties });
    return { target, result: await target.invoke({ kind: "bad" }) };
  };
  const switchable = (bad: string) => `exports.handler = async (e) => { if (e.kind !== "bad") return "well"; ${bad} };`;

  it("reports a thrown error and keeps the sandbox", async () => {
    const { target, result } = await failure(switchable('throw new RangeError("too far");'));
    expect(result.error).toMatchObject({ kind: "handled", errorType: "RangeError", errorMessage: "too far" });
    expect(await target.invoke({})).toMatchObject({ payload: "well", isCold: false });
  });

  it.each([
    ["process.exit", "process.exit(3);", "crash", /exit status 3/],
    [
      "an uncaught exception",
      'setTimeout(() => { throw new Error("later"); }); await new Promise(() => {});',
      "crash",
      /later/,
    ],
    [
      "an unhandled rejection",
      'Promise.reject(new Error("nobody")); await new Promise((r) => setTimeout(r, 500));',
      "crash",
      /nobody/,
    ],
    [
      "an infinite loop",
      "for (;;) {}",
      "timeout",
      /^\d{4}-\d\d-\d\dT.*Z [0-9a-f-]{36} Task timed out after 1\.00 seconds$/,
    ],
    ["a wait that never ends", "await new Promise(() => {});", "timeout", /Task timed out after 1\.00 seconds$/],
  ])("survives %s, and the next invocation has a fresh sandbox", async (_, bad, kind, message) => {
    const { target, result } = await failure(switchable(bad));
    expect(result.error).toMatchObject({ kind, errorMessage: expect.stringMatching(message) });
    expect(await target.invoke({})).toMatchObject({ payload: "well", isCold: true });
  });

  it("tells an exhausted heap from a crash", async () => {
    const { target, result } = await failure(
      switchable("const all = []; for (;;) all.push(new Array(100000).fill(Math.random()));"),
      { Timeout: 60 },
    );
    expect(result.error).toMatchObject({ kind: "out-of-memory", errorType: "Runtime.OutOfMemory" });
    expect(await target.invoke({})).toMatchObject({ payload: "well" });
  }, 60_000);

  it.each([
    ["a missing handler", "exports.other = 1;", "Runtime.HandlerNotFound"],
    ["a missing module", 'require("./nothing");', "Runtime.ImportModuleError"],
    ["a syntax error", "exports.handler = ;", "Runtime.UserCodeSyntaxError"],
    [
      "a callback handler",
      "exports.handler = (event, context, callback) => callback();",
      "Runtime.CallbackHandlerDeprecated",
    ],
    ["an error while loading", 'throw new TypeError("no settings");', "TypeError"],
  ])("names %s", async (_, source, errorType) => {
    expect((await failure(source)).result.error).toMatchObject({ kind: "crash", errorType });
  });

  it("refuses an answer over 6 MB and a request over 6 MB", async () => {
    const { target, result } = await failure('exports.handler = async () => "x".repeat(6300000);');
    expect(result.error).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
    await expect(target.invoke("x".repeat(6_300_000))).rejects.toMatchObject({ name: "RequestTooLargeException" });
  });
});

describe("concurrency", () => {
  it("throttles beyond the reservation, and admits again afterwards", async () => {
    const target = await fixture.deploy(
      "one",
      "exports.handler = async () => new Promise((r) => setTimeout(r, 100));",
      {
        ReservedConcurrentExecutions: 1,
      },
    );
    const first = target.invoke(null);
    await expect(target.invoke(null)).rejects.toMatchObject({ name: "ThrottledError", status: 429 });
    await first;
    expect((await target.invoke(null)).error).toBeUndefined();
  });
});

describe("the fault point invoke", () => {
  it("crashes before the handler, or after it", async () => {
    const target = await fixture.deploy("counter", counting);
    cloud.parts.faults.inject({ point: "invoke", times: 1, effect: { kind: "fail", status: 500, code: "Crash" } });
    expect((await target.invoke(null)).error).toMatchObject({ kind: "crash", errorType: "Crash" });
    cloud.parts.faults.inject({ point: "invoke", times: 1, effect: { kind: "drop-acknowledgement" } });
    expect((await target.invoke(null)).error).toMatchObject({ kind: "crash" });
    expect((await target.invoke(null)).payload).toMatchObject({ n: 2 });
  });
});

describe("provisioning", () => {
  it("refuses a property that it does not handle, by name", async () => {
    await expect(fixture.deploy("layers", counting, { Layers: ["arn"] })).rejects.toThrow(
      /Layers[\s\S]*function-settings\.ts/,
    );
  });

  it("refuses another runtime", async () => {
    await expect(fixture.deploy("old", counting, { Runtime: "nodejs18.x" })).rejects.toThrow(/Runtime/);
  });
});
