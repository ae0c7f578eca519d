import { decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allRoutes, routesByContext } from "../../lib/contract.ts";
import { methodOf, pathOf, type Route } from "../../lib/shared/route.ts";
import { sessionLimitSeconds } from "../../lib/shared/session-limit.ts";
import { fetchToken } from "../../local/identity-provider/fetch-token.ts";
import type { EdgeHandler } from "../../local/ports.ts";
import { requiredOutput } from "../../local/product.ts";
import { people } from "../support/api-client.ts";
import { forgedTokens, forgersTools, ownSignature } from "../support/forged-tokens.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let httpApi: EdgeHandler;
let tools: ReturnType<typeof forgersTools>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "empty" });
  const [apiId = ""] = new URL(requiredOutput(product.cloud.outputs, "ApiUrl")).hostname.split(".");
  const handler = product.cloud.httpApis.get(apiId);
  if (handler === undefined) throw new Error("no HTTP API is deployed");
  httpApi = handler;
  tools = forgersTools(product, people.department);
});
afterAll(async () => product?.stop());

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Record<string, unknown>;
  readonly retryAfter: number;
}

type Call = (key: string, authorization: string | undefined) => Promise<Answer>;

/** The two ways to the API: through the site, and past it. */
const ways: Readonly<Record<"site" | "api", Call>> = {
  async site(key, authorization) {
    const [method = "", path = ""] = key.split(" ");
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await fetch(product.url + path, { method, headers });
    return readAnswer(answer.status, answer.headers, await answer.text());
  },
  async api(key, authorization) {
    const [method = "", path = ""] = key.split(" ");
    const headers = authorization === undefined ? {} : { authorization };
    const request = { method, path, rawQuery: "", headers, body: new Uint8Array(), sourceIp: "127.0.0.1" };
    const answer = await httpApi(request);
    const sent = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    return readAnswer(answer.status, sent, Buffer.from(answer.body).toString());
  },
};

function readAnswer(status: number, headers: Headers, text: string): Answer {
  const body = JSON.parse(text) as Record<string, unknown>;
  return { status, type: headers.get("content-type") ?? "", body, retryAfter: Number(headers.get("retry-after")) };
}

const addressesOf = (routes: readonly Route[]) =>
  routes
    .filter(({ access }) => access.kind !== "public")
    .map((route) => `${methodOf(route)} ${pathOf(route).replace(/\{\w+\}/g, "x")}`);
const guarded = addressesOf(allRoutes);

/** One of each function: that every route has the same authorizer in front is seen in the templates (`tests/infra/http-api.ts`). */
const onePerFunction = Object.values(routesByContext).flatMap((routes) => addressesOf(routes).slice(0, 1));

function expectProblem({ status, type, body }: Answer, message: string): void {
  expect([status, body.code], message).toEqual([401, "unauthenticated"]);
  expect(type, message).toMatch(/^application\/problem\+json/);
  expect([body.detail, body.detailEn], message).toEqual([
    expect.stringMatching(/登录/),
    expect.stringMatching(/sign in/i),
  ]);
}

describe.each([
  ["straight at the HTTP API, a route of each function", ways.api, onePerFunction],
  ["through the site, a route of each function", ways.site, onePerFunction],
])("%s answers 401 with a problem document", (_, call, keys) => {
  test.each(Object.entries(forgedTokens))("to a token with %s", async (_name, forge) => {
    const authorization = `Bearer ${await forge(tools)}`;
    for (const key of keys) expectProblem(await call(key, authorization), key);
  });

  test("to another scheme", async () => {
    for (const key of keys) expectProblem(await call(key, "Basic YTpi"), key);
  });
});

test("no route at all opens to a token of somebody else", async () => {
  const authorization = `Bearer ${await forgedTokens["an unknown key id"]?.(tools)}`;
  for (const key of guarded) expectProblem(await ways.api(key, authorization), key);
});

describe("every answer says what a browser may do with it", () => {
  const expected = {
    "x-content-type-options": "nosniff",
    "strict-transport-security": expect.stringMatching(/^max-age=63072000; ?includeSubDomains$/i),
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  };

  test.each([
    ["a page", "/organizations", 200],
    ["the settings", "/config.json", 200],
    ["an answer without a token", "/api/me", 401],
    ["an address that is not there", "/api/nothing-here", 401],
    ["a file that is not there", "/nothing-here.js", 403],
  ])("%s", async (_, path, status) => {
    const answer = await fetch(product.url + path);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(expected);
  });

  test.each(["/", "/nothing-here"])("of the page for anonymous feedback, %s", async (path) => {
    const { headers } = await fetch(product.feedbackUrl + path);
    expect(Object.fromEntries(headers)).toMatchObject({ ...expected, "referrer-policy": "no-referrer" });
  });

  test("of the API past the site", async () => {
    const authorization = `Bearer ${await product.tokenOf(people.member)}`;
    for (const path of ["/api/me", "/api/nothing-here"]) {
      const request = { method: "GET", path, rawQuery: "", headers: { authorization }, body: new Uint8Array() };
      const { headers } = await httpApi({ ...request, sourceIp: "127.0.0.1" });
      expect(headers).toMatchObject({ ...expected, "cache-control": "no-store" });
    }
  });
});

describe("without a token", () => {
  test.each([undefined, "", " "])("the site answers with a problem document (header %j)", async (header) => {
    for (const key of guarded) expectProblem(await ways.site(key, header), key);
  });

  test("the HTTP API answers by itself, before anything of ours is asked", async () => {
    for (const key of guarded) {
      expect(await ways.api(key, undefined), key).toMatchObject({ status: 401, body: { message: "Unauthorized" } });
    }
  });
});

describe("a good token", () => {
  const me = "GET /api/me";
  const signedFor = (seconds: number) => {
    const now = Math.floor(product.cloud.clock.now() / 1000);
    const common = { iss: product.issuer, aud: "dangjian-api", campus_id: people.member, auth_time: now };
    return ownSignature(product).sign({ ...common, exp: now + seconds });
  };

  test("is good no longer than its time, although the gateway keeps what was said about it", async () => {
    const authorization = `Bearer ${await signedFor(30)}`;
    expect((await ways.site(me, authorization)).status).toBe(200);
    product.cloud.clock.advance(31_000);
    expectProblem(await ways.site(me, authorization), "past its end");
  });

  test("is good no longer than a working day after its login, however often it was renewed", async () => {
    const login = Math.floor(product.cloud.clock.now() / 1000);
    const renewed = (age: number) =>
      ownSignature(product).sign({
        iss: product.issuer,
        aud: "dangjian-api",
        campus_id: people.member,
        auth_time: login - age,
        exp: login + 600,
      });
    expect((await ways.site(me, `Bearer ${await renewed(sessionLimitSeconds - 60)}`)).status).toBe(200);
    expectProblem(await ways.site(me, `Bearer ${await renewed(sessionLimitSeconds + 60)}`), "after a day");
  });

  test("of before and of after a rotation of the keys is good", async () => {
    const before = await product.tokenOf(people.member);
    await product.identityProvider.rotateKeys();
    const { issuer, url } = product;
    const after = (await fetchToken({ issuer, account: people.member, applicationOrigin: url })).access_token;
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    // Unknown keys are asked for at most every ten seconds, and the forgeries have just shown some.
    product.cloud.clock.advance(11_000);
    expect((await ways.site(me, `Bearer ${after}`)).status).toBe(200);
    expect((await ways.site(me, `Bearer ${before}`)).status).toBe(200);
  });

  test("goes on while the sign-on is down; what cannot be told then is 503, not 401", async () => {
    const known = await signedFor(600);
    await product.identityProvider.rotateKeys();
    const rotated = await signedFor(600);
    await product.identityProvider.close();
    product.cloud.clock.advance(11_000);
    const answer = await ways.site(me, `Bearer ${rotated}`);
    expect([answer.status, answer.body.code]).toEqual([503, "unavailable"]);
    expect(answer.type).toMatch(/^application\/problem\+json/);
    expect(answer.retryAfter).toBeGreaterThan(0);
    expect((await ways.site(me, `Bearer ${known}`)).status).toBe(200);
  });
});
