import { describe, expect, test } from "vitest";
import { createActionKey, randomUuid } from "../../../web/src/api/action-key.ts";
import { createApi, type TokenSource } from "../../../web/src/api/client.ts";
import { ApiError } from "../../../web/src/api/errors.ts";

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client whose server gives these answers one after another. */
function clientWith(answers: (Response | Error)[], tokens: Partial<TokenSource> = {}) {
  const sent: Sent[] = [];
  const api = createApi({
    tokens: { accessToken: () => "token", refresh: async () => false, expire: () => {}, ...tokens },
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} });
      const answer = answers[sent.length - 1];
      if (!answer) throw new Error("No answer is left");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    now: () => Date.parse("2026-11-21T00:00:00Z"),
  });
  return { api, sent };
}

const header = ({ init }: Sent, name: string) => new Headers(init.headers).get(name);
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable("The call succeeded"),
    (error: unknown) => error as ApiError,
  );

describe("a call", () => {
  test("fills the path, leaves absent query values out and carries the token", async () => {
    const { api, sent } = clientWith([Response.json({}), Response.json({ items: [], nextCursor: null })]);
    await api("GET /api/organizations/{organizationId}", { params: { organizationId: "a/b" } });
    await api("GET /api/organizations", { query: { status: "all", under: undefined } });
    expect(sent.map(({ url }) => url)).toEqual(["/api/organizations/a%2Fb", "/api/organizations?status=all"]);
    expect(sent.map((one) => header(one, "authorization"))).toEqual(["Bearer token", "Bearer token"]);
  });

  test("is repeated once with a new token after a 401, with the same idempotency key", async () => {
    let token = "old";
    const refresh = async () => {
      token = "new";
      return true;
    };
    const { api, sent } = clientWith([new Response(null, { status: 401 }), Response.json({})], {
      accessToken: () => token,
      refresh,
    });
    await api("POST /api/organizations/{organizationId}/dissolve", {
      params: { organizationId: "a" },
      body: { reason: "合并", version: 1 },
      idempotencyKey: "key",
    });
    expect(sent.map((one) => header(one, "authorization"))).toEqual(["Bearer old", "Bearer new"]);
    expect(sent.map((one) => header(one, "idempotency-key"))).toEqual(["key", "key"]);
  });

  test("tells the login that it is over when the new token does not help either", async () => {
    let expired = 0;
    const unauthorized = () => new Response(null, { status: 401 });
    const { api } = clientWith([unauthorized(), unauthorized()], {
      refresh: async () => true,
      expire: () => expired++,
    });
    expect((await failureOf(api("GET /api/me", {}))).failure).toEqual({ kind: "expired" });
    expect(expired).toBe(1);
  });

  test("tells a lost connection, a busy server and a problem apart", async () => {
    const problem = { code: "conflict", title: "内容已被他人修改", status: 409, currentVersion: 3 };
    const { api } = clientWith([
      new TypeError("Failed to fetch"),
      new Response("busy", { status: 503, headers: { "retry-after": "7" } }),
      Response.json(problem, { status: 409 }),
      new Response("<html>", { status: 502 }),
    ]);
    const failures = [];
    for (let call = 0; call < 4; call++) failures.push(await failureOf(api("GET /api/me", {})));
    expect(failures.map(({ failure }) => failure)).toEqual([
      { kind: "network" },
      { kind: "unavailable" },
      { kind: "problem", problem },
      { kind: "unexpected", status: 502 },
    ]);
    expect(failures.map(({ retryAfterSeconds }) => retryAfterSeconds)).toEqual([undefined, 7, undefined, undefined]);
    expect(failures.every((error) => error instanceof ApiError)).toBe(true);
  });
});

describe("the key of an action", () => {
  test("stays while the same content is sent again, and changes with the content and after the end", () => {
    let count = 0;
    const keys = createActionKey(() => `key-${++count}`);
    expect([keys.keyFor({ a: 1 }), keys.keyFor({ a: 1 }), keys.keyFor({ a: 2 })]).toEqual(["key-1", "key-1", "key-2"]);
    keys.done();
    expect(keys.keyFor({ a: 2 })).toBe("key-3");
  });

  test("is a random UUID", () => {
    expect(randomUuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(randomUuid()).not.toBe(randomUuid());
  });
});
