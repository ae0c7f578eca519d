import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issuerKeys } from "../../../lib/identity/issuer-keys.ts";
import { verifyToken } from "../../../lib/identity/verify-token.ts";

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

const issuer = "https://sso.example.edu.cn";
const start = Date.parse("2026-11-21T02:00:00Z");
let rsa: KeyPair;
let elliptic: KeyPair;
let next: KeyPair;
let now: number;
let site: Record<string, unknown>;
let fetched: string[];
let failures: unknown[];

beforeAll(async () => {
  [rsa, elliptic, next] = await Promise.all([
    generateKeyPair("RS256", { extractable: true }),
    generateKeyPair("ES256", { extractable: true }),
    generateKeyPair("RS256", { extractable: true }),
  ]);
});

const publicJwk = async ({ publicKey }: KeyPair, kid: string): Promise<JWK> => ({
  ...(await exportJWK(publicKey)),
  kid,
  use: "sig",
});

beforeEach(async () => {
  now = start;
  fetched = [];
  failures = [];
  site = {
    [`${issuer}/.well-known/openid-configuration`]: { issuer, jwks_uri: "https://keys.example.edu.cn/jwks" },
    "https://keys.example.edu.cn/jwks": { keys: [await publicJwk(rsa, "one"), await publicJwk(elliptic, "curve")] },
  };
});

/** An authorizer of its own, as in a new sandbox. */
function sandbox(of = issuer) {
  const fetch = async (address: unknown) => {
    fetched.push(String(address));
    const page = site[String(address)];
    if (page === undefined) throw new TypeError("fetch failed");
    return typeof page === "number" ? new Response("", { status: page }) : Response.json(page);
  };
  const clock = () => new Date(now);
  const onFailure = (error: unknown) => void failures.push(error);
  const findKey = issuerKeys({ issuer: of, fetch: fetch as typeof globalThis.fetch, clock, onFailure });
  const verify = verifyToken({ issuer: of, audience: "dangjian-api", findKey, clock });
  return async (token: string) => await verify(`Bearer ${token}`);
}

interface Forgery {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: CryptoKey | Uint8Array;
}

const seconds = () => Math.floor(now / 1000);

function sign({ header, claims, key }: Forgery = {}): Promise<string> {
  const common = { iss: issuer, aud: "dangjian-api", campus_id: "20180016", auth_time: seconds() - 5 };
  return new SignJWT({ ...common, exp: seconds() + 900, ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "one", ...header })
    .sign(key ?? rsa.privateKey);
}

describe("a good token", () => {
  test("is verified, and its account, login and end are handed on", async () => {
    expect(await sandbox()(await sign())).toEqual({
      verdict: "verified",
      campus_id: "20180016",
      auth_time: seconds() - 5,
      exp: seconds() + 900,
    });
  });

  test.each([
    ["signed with ES256", { header: { alg: "ES256", kid: "curve" } }],
    ["for several audiences", { claims: { aud: ["other", "dangjian-api"] } }],
    [
      "of a provider that names the client instead of an audience",
      { claims: { aud: undefined, client_id: "dangjian-api" } },
    ],
    ["of a provider whose clock is a little ahead", { claims: { nbf: start / 1000 + 3 } }],
  ])("may be %s", async (_, { header, claims }: Forgery) => {
    const key = header?.alg === "ES256" ? elliptic.privateKey : rsa.privateKey;
    const token = await sign({ ...(header && { header }), ...(claims && { claims }), key });
    expect(await sandbox()(token)).toMatchObject({ verdict: "verified" });
  });

  test("without a time of login has none", async () => {
    expect(await sandbox()(await sign({ claims: { auth_time: undefined } }))).not.toHaveProperty("auth_time");
  });
});

describe("a bad token", () => {
  const forgeries: Record<string, [reason: string, make: () => Promise<string>]> = {
    "that is none": ["malformed", async () => "abc"],
    "of three parts that are none": ["malformed", async () => "not.a.token"],
    "without a signature": ["malformed", async () => `${(await sign()).split(".").slice(0, 2).join(".")}.`],
    "with alg none": ["malformed", async () => new UnsecuredJWT({ iss: issuer, aud: "dangjian-api" }).encode()],
    "with alg none and a signature": [
      "algorithm",
      async () => (await sign()).replace(/^[^.]+/, Buffer.from('{"alg":"none","kid":"one"}').toString("base64url")),
    ],
    "with HS256 over the public key": [
      "algorithm",
      async () => sign({ header: { alg: "HS256" }, key: new TextEncoder().encode(await exportSPKI(rsa.publicKey)) }),
    ],
    "with an algorithm that is not on the list": [
      "algorithm",
      async () => {
        const { privateKey } = await generateKeyPair("PS256");
        return sign({ header: { alg: "PS256" }, key: privateKey });
      },
    ],
    "with a changed payload": [
      "signature",
      async () => (await sign()).replace(/\.[^.]+\./, `.${Buffer.from('{"campus_id":"root"}').toString("base64url")}.`),
    ],
    "of another key under a known id": ["signature", () => sign({ key: next.privateKey })],
    "with a key id of another kind of key": ["unknown_key", () => sign({ header: { kid: "curve" } })],
    "with an unknown key id": ["unknown_key", () => sign({ header: { kid: "nobody" }, key: next.privateKey })],
    "without a key id": ["unknown_key", () => sign({ header: { kid: undefined } })],
    "that brings its own key": [
      "signature",
      async () => sign({ header: { jwk: await exportJWK(next.publicKey) }, key: next.privateKey }),
    ],
    "that names an address for its key": [
      "signature",
      () => sign({ header: { jku: "https://evil.example/jwks" }, key: next.privateKey }),
    ],
    "with a critical header that nobody knows": [
      "malformed",
      async () => {
        const header = Buffer.from('{"alg":"RS256","kid":"one","crit":["x"],"x":1}').toString("base64url");
        return (await sign()).replace(/^[^.]+/, header);
      },
    ],
    "of another issuer": ["issuer", () => sign({ claims: { iss: "https://evil.example" } })],
    "for another audience": ["audience", () => sign({ claims: { aud: "somebody-else" } })],
    "for another audience, with our client": [
      "audience",
      () => sign({ claims: { aud: "x", client_id: "dangjian-api" } }),
    ],
    "for no audience": ["audience", () => sign({ claims: { aud: undefined } })],
    "without an end": ["malformed", () => sign({ claims: { exp: undefined } })],
    "that has expired": ["expired", () => sign({ claims: { exp: start / 1000 - 60 } })],
    "that is not valid yet": ["not_yet_valid", () => sign({ claims: { nbf: start / 1000 + 60 } })],
    "without an account": ["no_account", () => sign({ claims: { campus_id: undefined } })],
    "with an account that is no text": ["no_account", () => sign({ claims: { campus_id: 7 } })],
  };

  test.each(Object.entries(forgeries))("%s is refused", async (_, [reason, make]) => {
    expect(await sandbox()(await make())).toEqual({ verdict: "refused", reason });
    expect(fetched.filter((address) => address.includes("evil"))).toEqual([]);
  });

  test.each(["", "Bearer", "Bearer ", "Basic abc", "abc"])("in the header %j is refused", async (header) => {
    const verify = verifyToken({ issuer, audience: "a", findKey: () => Promise.reject(), clock: () => new Date(now) });
    expect(await verify(header)).toEqual({ verdict: "refused", reason: "malformed" });
    expect(await verify(undefined)).toEqual({ verdict: "refused", reason: "malformed" });
  });
});

describe("the keys of the issuer", () => {
  const jwks = "https://keys.example.edu.cn/jwks";
  const reads = () => fetched.filter((address) => address === jwks).length;

  test("are fetched once for many tokens", async () => {
    const verify = sandbox();
    for (let count = 0; count < 5; count += 1) await verify(await sign());
    expect(reads()).toBe(1);
  });

  test("are fetched again for a key id that is new, but not for every invented one", async () => {
    const verify = sandbox();
    await verify(await sign());
    site[jwks] = { keys: [await publicJwk(rsa, "one"), await publicJwk(next, "two")] };
    now += 11_000;
    const rotated = await sign({ header: { kid: "two" }, key: next.privateKey });
    expect(await verify(rotated)).toMatchObject({ verdict: "verified" });
    for (let count = 0; count < 10; count += 1) {
      const invented = await sign({ header: { kid: `invented-${count}` } });
      expect(await verify(invented)).toEqual({ verdict: "refused", reason: "unknown_key" });
    }
    expect(reads()).toBe(2);
  });

  test("that the issuer withdraws are refused within ten minutes", async () => {
    const verify = sandbox();
    await verify(await sign());
    site[jwks] = { keys: [await publicJwk(next, "two")] };
    now += 601_000;
    expect(await verify(await sign())).toEqual({ verdict: "refused", reason: "unknown_key" });
  });

  test("stay good for an hour while the issuer does not answer", async () => {
    const verify = sandbox();
    await verify(await sign());
    site = {};
    now += 59 * 60_000;
    expect(await verify(await sign())).toMatchObject({ verdict: "verified" });
    expect(failures).toHaveLength(1);
    now += 2 * 60_000;
    expect(await verify(await sign())).toEqual({ verdict: "unknown", at: seconds() });
  });

  test.each([
    ["discovery is unreachable", `${issuer}/.well-known/openid-configuration`, undefined],
    ["discovery is down", `${issuer}/.well-known/openid-configuration`, 503],
    [
      "discovery is another issuer's",
      `${issuer}/.well-known/openid-configuration`,
      { issuer: "https://x", jwks_uri: jwks },
    ],
    [
      "discovery sends to an address in plain text",
      `${issuer}/.well-known/openid-configuration`,
      { issuer, jwks_uri: "http://keys.example/jwks" },
    ],
    ["the key set is unreachable", jwks, undefined],
    ["the key set is none", jwks, { keys: "x" }],
  ])("leave it open whether a token is good when %s", async (_, address, page) => {
    site[address] = page;
    expect(await sandbox()(await sign())).toEqual({ verdict: "unknown", at: seconds() });
    expect(failures).toHaveLength(1);
  });

  test("leave it open whether an unknown key id is good when the issuer does not answer", async () => {
    const verify = sandbox();
    await verify(await sign());
    site = {};
    now += 11_000;
    const rotated = () => sign({ header: { kid: "two" }, key: next.privateKey });
    expect(await verify(await rotated())).toEqual({ verdict: "unknown", at: seconds() });
    expect(await verify(await rotated())).toEqual({ verdict: "unknown", at: seconds() });
    expect(await verify(await sign())).toMatchObject({ verdict: "verified" });
    expect(failures).toHaveLength(1);
  });

  test("survive one hiccup of the issuer", async () => {
    const page = site[jwks];
    let isFirst = true;
    Object.defineProperty(site, jwks, {
      get: () => {
        const answer = isFirst ? undefined : page;
        isFirst = false;
        return answer;
      },
    });
    expect(await sandbox()(await sign())).toMatchObject({ verdict: "verified" });
    expect(failures).toEqual([]);
  });

  test("are not fetched in plain text beyond this machine", async () => {
    const plain = "http://sso.example.edu.cn";
    expect(await sandbox(plain)(await sign({ claims: { iss: plain } }))).toMatchObject({ verdict: "unknown" });
    expect(fetched).toEqual([]);
  });
});
