import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { type BoundRoute, bind, http } from "../../../lib/runtime/http.ts";
import type { Principal } from "../../../lib/shared/access.ts";
import { AppError, notFound } from "../../../lib/shared/errors.ts";
import { defineRoute } from "../../../lib/shared/route.ts";
import { type CapturedOutput, captureOutput } from "../../support/capture-output.ts";
import { type RequestParts, requestEvent } from "../../support/request-event.ts";

const summary = { zh: "测试", en: "Test" };
const base = { context: "test", summary, response: z.object({ ok: z.boolean() }) } as const;
const Body = z.object({ organizationId: z.string(), name: z.string().max(5) });
const manage = (part: "params" | "query" | "body") =>
  ({
    kind: "capability",
    capability: "organization.manage",
    at: [{ in: part, field: "organizationId" }],
  }) as const;

const open = defineRoute({ ...base, id: "open", key: "GET /api/open", access: { kind: "public" } });
const mine = defineRoute({ ...base, id: "mine", key: "GET /api/mine", access: { kind: "authenticated" } });
const add = defineRoute({
  ...base,
  id: "add",
  key: "POST /api/things",
  access: manage("body"),
  body: Body,
  status: 201,
});
const list = defineRoute({
  ...base,
  id: "list",
  key: "GET /api/things",
  access: manage("query"),
  query: z.object({ organizationId: z.string().optional(), limit: z.coerce.number().default(5) }),
});
const anywhere = defineRoute({
  ...base,
  id: "anywhere",
  key: "GET /api/anywhere",
  access: { kind: "capability", capability: "organization.manage", at: "anywhere" },
});

const secretary: Principal = {
  accountId: "20180016",
  assignments: [{ role: "committee_secretary", organizationId: "petro" }],
};
const paths: Record<string, string> = { cczu: "/cczu/", petro: "/cczu/petro/", branch: "/cczu/petro/branch/" };

let written: CapturedOutput;
let asked: string[];
let principal: Principal;

beforeEach(() => {
  written = captureOutput();
  asked = [];
  principal = secretary;
});
afterEach(() => vi.restoreAllMocks());

const answerOk = async () => ({ ok: true });

async function call(parts: RequestParts, serve: (input: never) => Promise<unknown> = answerOk) {
  const bound = [open, mine, add, list, anywhere].map((route): BoundRoute => ({ route, serve: serve as never }));
  const handler = http(bound, {
    clock: () => new Date("2026-11-21T08:00:00Z"),
    access: {
      findPrincipal: async (accountId) => {
        asked.push(`principal ${accountId}`);
        return principal;
      },
      findPath: async (organizationId) => {
        asked.push(`path ${organizationId}`);
        return paths[organizationId];
      },
    },
  });
  const answer = await handler(requestEvent(parts), {} as never);
  const headers = answer.headers as Record<string, string>;
  return { status: answer.statusCode, headers, body: JSON.parse(answer.body ?? "null") as Record<string, unknown> };
}

const addTo = (organizationId: string, more: object = {}) =>
  ({ routeKey: add.key, body: JSON.stringify({ organizationId, name: "甲", ...more }) }) as const;

describe("an answer", () => {
  test("has the status of the route, JSON, and headers that forbid keeping and guessing", async () => {
    const { status, headers, body } = await call(addTo("petro"));
    expect([status, body]).toEqual([201, { ok: true }]);
    expect(headers).toEqual({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "application/json; charset=utf-8",
      "referrer-policy": "no-referrer",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-request-id": "request-1",
    });
  });

  test("drops fields that the contract does not declare", async () => {
    const { body } = await call({ routeKey: open.key }, async () => ({ ok: true, secret: "canary" }));
    expect(body).toEqual({ ok: true });
  });

  test("is a 500 that says nothing when it does not fit the contract", async () => {
    const { status, body } = await call({ routeKey: open.key }, async () => ({ ok: "canary" }));
    expect(status).toBe(500);
    expect(Object.keys(body).sort()).toEqual(["code", "requestId", "status", "title", "titleEn", "type"]);
    expect([body.code, ...written.lines].join()).not.toContain("canary");
  });
});

describe("admission", () => {
  test("lets everybody call a public route and asks for no account", async () => {
    expect((await call({ routeKey: open.key, account: null })).status).toBe(200);
    expect(asked).toEqual([]);
  });

  test.each([
    ["no token", null],
    ["a token without an account", ""],
  ])("answers 401 for %s before it reads anything else", async (_, account) => {
    const { status, body } = await call({ routeKey: add.key, body: "not json", account });
    expect([status, body.code]).toEqual([401, "unauthenticated"]);
    expect(asked).toEqual([]);
  });

  test("answers 422 before 403: what may be done is known only once it is clear where", async () => {
    principal = { accountId: "x", assignments: [] };
    expect((await call(addTo("petro", { name: "too long" }))).status).toBe(422);
    expect((await call(addTo("petro"))).status).toBe(403);
  });

  test.each([
    ["at the organisation of the role", "petro", 201],
    ["below it", "branch", 201],
    ["above it", "cczu", 403],
    ["at an organisation that does not exist", "nowhere", 404],
  ])("judges the capability %s", async (_, organizationId, status) => {
    expect((await call(addTo(organizationId))).status).toBe(status);
  });

  test("tells somebody without the capability nothing about what exists", async () => {
    principal = { accountId: "x", assignments: [{ role: "member", organizationId: "petro" }] };
    expect((await call(addTo("nowhere"))).status).toBe(403);
    expect(asked.filter((question) => question.startsWith("path"))).toEqual([]);
  });

  test("takes an absent organisation for the whole tree", async () => {
    expect((await call({ routeKey: list.key })).status).toBe(403);
    principal = { accountId: "x", assignments: [{ role: "committee_secretary", organizationId: "cczu" }] };
    expect((await call({ routeKey: list.key })).status).toBe(200);
  });

  test("lets who holds the capability at any node call a route that narrows by itself", async () => {
    expect((await call({ routeKey: anywhere.key })).status).toBe(200);
    principal = { accountId: "x", assignments: [{ role: "campus_person", organizationId: "petro" }] };
    expect((await call({ routeKey: anywhere.key })).status).toBe(403);
  });
});

describe("a failure", () => {
  test("of an unknown route is 404", async () => {
    expect(await call({ routeKey: "GET /api/nothing" })).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("is a problem document with the headers of the error", async () => {
    const limited = new AppError("too_many_requests", { retryAfterSeconds: 7 });
    const { status, headers, body } = await call({ routeKey: mine.key }, () => Promise.reject(limited));
    expect([status, body.status, body.requestId]).toEqual([429, 429, "request-1"]);
    expect(headers).toMatchObject({ "retry-after": "7", "content-type": "application/problem+json; charset=utf-8" });

    const wrongMethod = new AppError("method_not_allowed", { allow: ["GET", "POST"] });
    expect((await call({ routeKey: mine.key }, () => Promise.reject(wrongMethod))).headers.allow).toBe("GET, POST");
  });

  test("thrown as anything but an error of ours is a 500 that says nothing", async () => {
    for (const thrown of [new TypeError("canary"), "canary", { canary: 1 }, undefined]) {
      const { status, body } = await call({ routeKey: mine.key }, () => Promise.reject(thrown));
      expect([status, body.code]).toEqual([500, "internal"]);
      expect(JSON.stringify(body)).not.toContain("canary");
    }
  });

  test.each([
    ["throttling", Object.assign(new Error("x"), { name: "ThrottlingException" })],
    ["a timeout", Object.assign(new Error("x"), { name: "TimeoutError" })],
    ["a refused connection", Object.assign(new Error("x"), { code: "ECONNREFUSED" })],
    ["a fault of the service", Object.assign(new Error("x"), { $metadata: { httpStatusCode: 503 } })],
  ])("of the engine by %s is 503 with the time after which to try again", async (_, fault) => {
    const { status, headers, body } = await call({ routeKey: mine.key }, () => Promise.reject(fault));
    expect([status, body.code, headers["retry-after"]]).toEqual([503, "unavailable", "2"]);
  });

  test("that is the caller's own stays the caller's", async () => {
    expect((await call({ routeKey: mine.key }, () => Promise.reject(notFound()))).status).toBe(404);
    expect(written.logged("request_crashed")).toEqual([]);
  });
});

test("binds a use case so that it gets the parsed input and the circumstances of the request", async () => {
  const seen: unknown[] = [];
  const handler = http(
    [
      bind(list, async (input, context) => {
        seen.push(input, context);
        return { ok: true };
      }),
    ],
    {
      clock: () => new Date("2026-11-21T08:00:00Z"),
      access: { findPrincipal: async () => secretary, findPath: async (id) => paths[id] },
    },
  );
  await handler(requestEvent({ routeKey: list.key, query: "organizationId=petro" }), {} as never);
  expect(seen).toEqual([
    { params: {}, query: { organizationId: "petro", limit: 5 }, body: undefined },
    {
      principal: secretary,
      actor: "20180016",
      at: new Date("2026-11-21T08:00:00Z"),
      correlationId: "request-1",
      receipt: undefined,
    },
  ]);
});
