import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFixture, deployApi, request } from "./api-fixture.ts";

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

let server: Server;
let issuer: string;
let published: JWK[] = [];
let keySetReads = 0;
let first: KeyPair;
let second: KeyPair;
let elliptic: KeyPair;

beforeAll(async () => {
  first = await generateKeyPair("RS256", { extractable: true });
  second = await generateKeyPair("RS256", { extractable: true });
  elliptic = await generateKeyPair("ES256", { extractable: true });
  server = createServer((message, response) => {
    if (message.url === "/.well-known/openid-configuration") {
      return response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }));
    }
    keySetReads += 1;
    return response.end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(async () => {
  published = [
    { ...(await exportJWK(first.publicKey)), kid: "one" },
    { ...(await exportJWK(elliptic.publicKey)), kid: "curve" },
  ];
  keySetReads = 0;
});

const setup = async (routes: readonly (string | Record<string, unknown>)[] = ["$default"]) => {
  const fixture = createFixture();
  const { handler } = await deployApi(fixture, { routes, jwt: { Issuer: issuer, Audience: ["dangjian-api"] } });
  const call = (token?: string) =>
    handler(request("GET", "/", { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }));
  return { ...fixture, call };
};

interface TokenOptions {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: KeyPair["privateKey"] | Uint8Array;
}

function sign({ header, claims, key }: TokenOptions = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: issuer, aud: "dangjian-api", sub: "u1", iat: now, exp: now + 900, ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "one", ...header })
    .sign(key ?? first.privateKey);
}

describe("JWT authorizer", () => {
  it("lets a good token in and hands its claims on as text", async () => {
    const { call, events } = await setup();
    const claims = { groups: ["a", "b"], auth_time: 5, admin: true };
    expect((await call(await sign({ claims }))).status).toBe(204);
    expect(events[0]).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: { claims: { sub: "u1", groups: "[a b]", auth_time: "5", admin: "true" }, scopes: null },
        },
      },
    });
  });

  it("asks for a token when there is none", async () => {
    const { call } = await setup();
    const response = await call();
    expect(response.status).toBe(401);
    expect(response.headers["www-authenticate"]).toBe("Bearer");
    expect(Buffer.from(response.body).toString()).toBe('{"message":"Unauthorized"}');
  });

  const past = () => Math.floor(Date.now() / 1000) - 10;
  const future = () => Math.floor(Date.now() / 1000) + 600;
  const spki = () => exportSPKI(first.publicKey);
  const forgeries: Record<string, () => Promise<string>> = {
    garbage: async () => "not.a.token",
    "an empty signature": async () => `${(await sign()).split(".").slice(0, 2).join(".")}.`,
    "a changed payload": async () => {
      const [head, , signature] = (await sign()).split(".");
      return `${head}.${Buffer.from('{"sub":"root"}').toString("base64url")}.${signature}`;
    },
    "alg none": async () => new UnsecuredJWT({ iss: issuer, aud: "dangjian-api", exp: future() }).encode(),
    "HS256 with the public key": async () =>
      sign({ header: { alg: "HS256" }, key: new TextEncoder().encode(await spki()) }),
    "ES256, although published": async () => sign({ header: { alg: "ES256", kid: "curve" }, key: elliptic.privateKey }),
    "an embedded jwk": async () => sign({ header: { jwk: await exportJWK(second.publicKey) }, key: second.privateKey }),
    "a jku of its own": async () => sign({ header: { jku: `${issuer}/jwks` } }),
    "an x5u of its own": async () => sign({ header: { x5u: `${issuer}/cert` } }),
    "another key": async () => sign({ key: second.privateKey }),
    "an unknown kid": async () => sign({ header: { kid: "nobody" } }),
    "no kid": async () => sign({ header: { kid: undefined } }),
    "another issuer": async () => sign({ claims: { iss: "https://evil.example" } }),
    "another audience": async () => sign({ claims: { aud: ["other"] } }),
    "a client_id that only counts without aud": async () => sign({ claims: { aud: "x", client_id: "dangjian-api" } }),
    "no expiry": async () => sign({ claims: { exp: undefined } }),
    "an expiry in the past": async () => sign({ claims: { exp: past() } }),
    "a start in the future": async () => sign({ claims: { nbf: future() } }),
    "an issue time in the future": async () => sign({ claims: { iat: future() } }),
  };

  it.each(Object.keys(forgeries))("refuses a token with %s", async (name) => {
    const { call, events } = await setup();
    const response = await call(await forgeries[name]?.());
    expect(response.status).toBe(401);
    expect(response.headers["www-authenticate"]).toMatch(
      /^Bearer scope="" error="invalid_token" error_description=".+"$/,
    );
    expect(events).toEqual([]);
  });

  it("names a wrong audience as AWS does", async () => {
    const { call } = await setup();
    expect((await call(await sign({ claims: { aud: "x" } }))).headers["www-authenticate"]).toBe(
      'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
    );
  });

  it("takes client_id for the audience where there is no aud", async () => {
    const { call } = await setup();
    expect((await call(await sign({ claims: { aud: undefined, client_id: "dangjian-api" } }))).status).toBe(204);
  });

  it("demands one of the route's scopes", async () => {
    const { call, events } = await setup([{ RouteKey: "$default", AuthorizationScopes: ["write", "admin"] }]);
    const response = await call(await sign({ claims: { scope: "read" } }));
    expect(response.status).toBe(403);
    expect(response.headers["www-authenticate"]).toContain('scope="write admin" error="insufficient_scope"');
    expect((await call(await sign({ claims: { scope: "read write" } }))).status).toBe(204);
    expect(events[0]).toMatchObject({ requestContext: { authorizer: { jwt: { scopes: ["read", "write"] } } } });
  });

  it("goes by the clock of the cloud", async () => {
    const { call, clock } = await setup();
    const token = await sign();
    expect((await call(token)).status).toBe(204);
    clock.advance(901_000);
    expect((await call(token)).status).toBe(401);
  });

  it("takes a new signing key at once, and does not ask the issuer for every invented one", async () => {
    const { call, clock } = await setup();
    await call(await sign());
    clock.advance(6_000);
    published.push({ ...(await exportJWK(second.publicKey)), kid: "two" });
    expect((await call(await sign({ header: { kid: "two" }, key: second.privateKey }))).status).toBe(204);
    expect((await call(await sign())).status).toBe(204);
    for (let index = 0; index < 10; index += 1) await call(await sign({ header: { kid: `invented-${index}` } }));
    expect(keySetReads).toBe(2);
  });

  it("refuses an issuer in plain text beyond this machine", async () => {
    const jwt = { Issuer: "http://sso.example.edu.cn", Audience: ["a"] };
    await expect(deployApi(createFixture(), { jwt })).rejects.toThrow(/must be https/);
  });
});
