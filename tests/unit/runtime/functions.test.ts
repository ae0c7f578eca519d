import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { allRoutes } from "../../../lib/contract.ts";
import { readEnvironment } from "../../../lib/runtime/environment.ts";
import { operatorCommand } from "../../../lib/runtime/operator-command.ts";
import { unmatchedRoute } from "../../../lib/runtime/unmatched-route.ts";
import { methodOf, pathOf } from "../../../lib/shared/route.ts";
import { type CapturedOutput, captureOutput } from "../../support/capture-output.ts";
import { requestEvent } from "../../support/request-event.ts";

let written: CapturedOutput;
beforeEach(() => {
  written = captureOutput();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("what no route takes", () => {
  async function ask(path: string) {
    const answer = await unmatchedRoute(allRoutes)(requestEvent({ routeKey: "ANY /{proxy+}", path, account: null }));
    const { code } = JSON.parse(answer.body ?? "") as { code: string };
    return { status: answer.statusCode, code, allow: answer.headers?.allow };
  }

  test.each(["/", "/api", "/api/", "/api/nothing", "/api/organizations/", "/api/organizations/a/b", "/API/me"])(
    "is 404 at an address that does not exist: %s",
    async (path) => expect(await ask(path)).toEqual({ status: 404, code: "not_found", allow: undefined }),
  );

  test.each([...new Set(allRoutes.map(pathOf))])("is 405 with the methods of the address: %s", async (path) => {
    const methods = allRoutes.filter((route) => pathOf(route) === path).map(methodOf);
    const { status, allow } = await ask(path.replace(/\{\w+\}/g, "some-id"));
    expect([status, String(allow).split(", ")]).toEqual([405, [...methods].sort()]);
  });

  test("does not take one segment for two", async () => {
    expect((await ask("/api/organizations/a/b/move")).status).toBe(404);
  });
});

describe("a command of the operator", () => {
  const context = { awsRequestId: "request-1", functionName: "bootstrap" } as never;
  const Input = z.strictObject({ name: z.string(), count: z.int().positive() });

  test("runs with the parsed input and as the system itself", async () => {
    const seen: unknown[] = [];
    const command = operatorCommand(Input, async (...parts) => {
      seen.push(...parts);
      return { done: true };
    });
    expect(await command({ name: "CANARY", count: 1 }, context)).toEqual({ done: true });
    expect(seen).toEqual([
      { name: "CANARY", count: 1 },
      { at: expect.any(Date), correlationId: "request-1", actor: null },
    ]);
    expect(written.logged("job_completed")).toMatchObject([{ job: "bootstrap" }]);
    expect(written.lines.join()).not.toContain("CANARY");
  });

  test("answers bad input with every fault and does nothing", async () => {
    const run = vi.fn();
    expect(await operatorCommand(Input, run)({ count: 0, more: 1 }, context)).toEqual({
      errors: [
        { field: "input.name", reason: { zh: "必填", en: "Required" } },
        { field: "input.count", reason: { zh: "必须大于0", en: "More than 0" } },
        { field: "input.more", reason: { zh: "没有这个字段", en: "There is no such field" } },
      ],
    });
    expect(await operatorCommand(Input, run)(undefined, context)).toEqual({
      errors: [{ field: "input", reason: { zh: "必填", en: "Required" } }],
    });
    expect(run).not.toHaveBeenCalled();
  });

  test("fails as an invocation when the work fails", async () => {
    const command = operatorCommand(Input, () => Promise.reject(new Error("broken")));
    await expect(command({ name: "a", count: 1 }, context)).rejects.toThrow("broken");
  });
});

describe("the environment of a function", () => {
  const schema = z.object({ TABLE: z.string().min(1), QUEUE: z.url() });

  test("is read as its schema says", () => {
    vi.stubEnv("TABLE", "t");
    vi.stubEnv("QUEUE", "https://queue");
    expect(readEnvironment(schema)).toEqual({ TABLE: "t", QUEUE: "https://queue" });
  });

  test("stops the function with the names that are missing or wrong, without their values", () => {
    vi.stubEnv("QUEUE", "CANARY");
    expect(() => readEnvironment(schema)).toThrow(/^environment of the function is not valid: TABLE, QUEUE$/);
  });
});
