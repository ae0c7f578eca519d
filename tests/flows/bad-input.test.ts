import { createHmac, generateKeyPairSync } from "node:crypto";
import { decodeProtectedHeader, exportSPKI, importJWK, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { apiOf, people } from "../support/api-client.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const valid = {
  parentId: "cczu-petrochem",
  name: "坏输入党支部",
  shortName: "坏输入",
  kind: "student_branch",
  establishedOn: "2026-09-01",
  termYears: 3,
  termStartedOn: null,
};
const create = (body: unknown, headers: Record<string, string> = {}) =>
  api<{ code: string; errors?: { field: string; reason: string; reasonEn: string }[] }>("POST /api/organizations", {
    as: people.department,
    body,
    headers,
  });

/** The API passes text on as text; a byte that is none arrives as U+FFFD and is refused in a name. */
const brokenText = Uint8Array.from(
  Buffer.from(JSON.stringify({ ...valid, name: "#党支部" })).map((byte) => (byte === 0x23 ? 0xff : byte)),
);

describe("a request that cannot be right", () => {
  test.each([
    ["an unknown field", { ...valid, colour: "red" }, ["body.colour"]],
    ["a wrong type", { ...valid, name: 7 }, ["body.name"]],
    ["a missing field", { ...valid, kind: undefined }, ["body.kind"]],
    ["a date that does not exist", { ...valid, establishedOn: "2026-02-30" }, ["body.establishedOn"]],
    ["a kind that does not exist", { ...valid, kind: "club" }, ["body.kind"]],
    ["a name that is too long by characters", { ...valid, name: "𠮷".repeat(81) }, ["body.name"]],
    ["an invisible character", { ...valid, name: "党\u200b支部" }, ["body.name"]],
    ["a term out of range", { ...valid, termYears: 40 }, ["body.termYears"]],
    ["several faults at once", { ...valid, name: "x", termYears: "3" }, ["body.name", "body.termYears"]],
    ["a superior that does not exist", { ...valid, parentId: "nowhere" }, []],
    ["no object at all", [], ["body"]],
  ])("%s is told by field in both languages", async (_, body, fields) => {
    const answer = await create(body);
    expect(answer.status).toBe(fields.length === 0 ? 404 : 422);
    expect((answer.body.errors ?? []).map(({ field }) => field)).toEqual(fields);
    for (const { reason, reasonEn } of answer.body.errors ?? []) {
      expect(reason).toMatch(/\p{Script=Han}/u);
      expect(reasonEn).toMatch(/^[ -~]+$/);
    }
  });

  test("accepts eighty characters beyond the basic plane", async () => {
    const answer = await create({ ...valid, name: "𠮷".repeat(80), shortName: "吉吉" });
    expect(answer.status).toBe(201);
  });

  test.each([
    ["malformed JSON", '{"name":', "application/json", 400, "malformed_request"],
    ["bytes that are no text", brokenText, "application/json", 422, "validation_failed"],
    ["a form", "name=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
    ["a body over 64 KB", JSON.stringify({ name: "党".repeat(30_000) }), "application/json", 413, "payload_too_large"],
  ])("%s", async (_, rawBody, type, status, code) => {
    const answer = await api("POST /api/organizations", {
      as: people.department,
      rawBody,
      headers: { "content-type": type },
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });

  test.each([
    ["GET /api/organizations?limit=0", 422, "query.limit"],
    ["GET /api/organizations?limit=abc", 422, "query.limit"],
    ["GET /api/organizations?colour=red", 422, "query.colour"],
    ["GET /api/organizations?limit=5&limit=6", 422, "query.limit"],
    ["GET /api/organizations?cursor=garbage", 400, "query.cursor"],
    ["GET /api/me?x=1", 422, "query.x"],
    ["GET /api/organizations/UPPER_CASE!", 422, "params.organizationId"],
  ])("%s", async (key, status, field) => {
    const answer = await api<{ errors: { field: string }[] }>(key, { as: people.department });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, field]);
  });

  test("a cursor of another list is refused", async () => {
    const page = await api<{ nextCursor: string }>("GET /api/organizations?limit=1", { as: people.department });
    const other = `GET /api/organizations?under=cczu-law&cursor=${page.body.nextCursor}`;
    expect((await api(other, { as: people.department })).status).toBe(400);
  });

  test("a wrong method names the right ones, an unknown address is not found", async () => {
    const wrong = await api("DELETE /api/organizations", { as: people.department });
    expect([wrong.status, wrong.body.code, wrong.headers.get("allow")]).toEqual([
      405,
      "method_not_allowed",
      "GET, POST",
    ]);
    const unknown = await api("GET /api/nothing-here", { as: people.department });
    expect([unknown.status, unknown.body.code]).toEqual([404, "not_found"]);
  });
});

describe("a repeated request", () => {
  test("gets the same answer and is done once", async () => {
    const body = { ...valid, name: "幂等党支部" };
    const headers = { "idempotency-key": "flow-test-key-1" };
    const [first, second] = [await create(body, headers), await create(body, headers)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });

  test("gets the same answer when all come at once", async () => {
    const headers = { "idempotency-key": "flow-test-key-2" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create({ ...valid, name: "并发幂等党支部" }, headers)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test("with other content under the same key is refused", async () => {
    const headers = { "idempotency-key": "flow-test-key-3" };
    await create({ ...valid, name: "钥匙甲支部" }, headers);
    const other = await create({ ...valid, name: "钥匙乙支部" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
  });
});

describe("a token that is not ours", () => {
  const call = (token: string | undefined) =>
    api("GET /api/me", token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const claims = () => ({
    iss: product.issuer,
    aud: "dangjian-api",
    sub: people.department,
    campus_id: people.department,
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 600,
  });
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signed = (changes: object, header: object = {}) =>
    new SignJWT({ ...claims(), ...changes })
      .setProtectedHeader({ alg: "RS256", kid: "foreign", ...header })
      .sign(privateKey);
  const jwks = async () => {
    const { jwks_uri } = (await (await fetch(`${product.issuer}/.well-known/openid-configuration`)).json()) as {
      jwks_uri: string;
    };
    return (await (await fetch(jwks_uri)).json()) as { keys: (JsonWebKey & { kid: string })[] };
  };

  test.each([
    ["none at all", async () => undefined],
    ["no JWT", async () => "abc"],
    ["alg none", async () => new UnsecuredJWT(claims()).encode()],
    ["another issuer", () => signed({ iss: "https://evil.example" })],
    ["another audience", () => signed({ aud: "somebody-else" })],
    ["expired", () => signed({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ["not yet valid", () => signed({ nbf: Math.floor(Date.now() / 1000) + 600 })],
    [
      "HS256 with the public key as its secret",
      async () => {
        const { keys } = await jwks();
        const key = (await importJWK(keys[0] as never, "RS256", { extractable: true })) as CryptoKey;
        const secret = await exportSPKI(key);
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
        const input = `${part({ alg: "HS256", kid: keys[0]?.kid })}.${part(claims())}`;
        return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
      },
    ],
  ])("%s: 401 with a problem document", async (_, make) => {
    const answer = await call(await make());
    expect([answer.status, answer.body.code]).toEqual([401, "unauthenticated"]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.body.detail).toMatch(/登录/);
  });

  test.each([
    ["an unknown key id", {}],
    ["a key that the token itself brings", { jwk: publicKey.export({ format: "jwk" }) }],
    ["a key that it wants to be fetched", { jku: "http://127.0.0.1:1/keys" }],
  ])("%s: 401 by the authorizer of the HTTP API", async (_, header) => {
    const answer = await call(await signed({}, header));
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  test("a right key id over another signature: 401", async () => {
    const own = await product.tokenOf(people.department);
    const { kid } = decodeProtectedHeader(own);
    expect((await call(await signed({}, { kid }))).status).toBe(401);
    const [head, body, signature = ""] = own.split(".");
    const flipped = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    expect((await call(`${head}.${body}.${flipped}`)).status).toBe(401);
  });

  test("tokens of before and after a rotation of the keys are both good", async () => {
    const before = await product.tokenOf(people.member);
    await product.identityProvider.rotateKeys();
    const { fetchToken } = await import("../../local/identity-provider/fetch-token.ts");
    const after = (await fetchToken({ issuer: product.issuer, account: people.member, applicationOrigin: product.url }))
      .access_token;
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    // The authorizer fetches unknown keys at most every five seconds, and other tests have just shown it some.
    await expect.poll(async () => (await call(after)).status, { timeout: 10_000 }).toBe(200);
    expect((await call(before)).status).toBe(200);
  });
});
