import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJwtAuthorizer } from "../../../../local/http-api/jwt-authorizer.ts";
import { fetchToken } from "../../../../local/identity-provider/fetch-token.ts";
import { type IdentityProvider, startIdentityProvider } from "../../../../local/identity-provider/identity-provider.ts";
import { freePort } from "../../../support/free-port.ts";
import { Browser } from "./browser-fixture.ts";

const applicationOrigin = "http://127.0.0.1:3999";
const callback = `${applicationOrigin}/auth/callback`;
const accounts = [
  {
    campusId: "20230001",
    name: "王小明",
    group: "支部党员",
    roles: [{ label: "党员", organizationName: "计算机学院<学生>第一党支部" }],
  },
  { campusId: "20230002", name: "李静", roles: [] },
];

let directory: string;
let provider: IdentityProvider;
const start = (port = 0) => {
  const accountsFile = join(directory, "accounts.json");
  return startIdentityProvider({ port, dataDirectory: directory, accountsFile, applicationOrigin });
};

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "identity-"));
  writeFileSync(join(directory, "accounts.json"), JSON.stringify(accounts));
  provider = await start();
});
afterEach(async () => {
  await provider.close();
  rmSync(directory, { recursive: true, force: true });
});

const login = (parameters: Record<string, string> = {}) =>
  fetchToken({ issuer: provider.issuer, account: "20230001", applicationOrigin, parameters });
const post = (path: string, form: Record<string, string>) =>
  fetch(new URL(path, provider.issuer), {
    method: "POST",
    headers: { connection: "close" },
    body: new URLSearchParams(form),
  });
const publishedKeys = () => createRemoteJWKSet(new URL("/jwks", provider.issuer), { headers: { connection: "close" } });
const refresh = (token = "") =>
  post("/token", { grant_type: "refresh_token", client_id: "dangjian-web", refresh_token: token });
const asText = (claims: object) => JSON.parse(JSON.stringify(claims)) as Record<string, unknown>;

describe("tokens", () => {
  it("are RS256 JWTs for the API with who, when and how", async () => {
    const before = Math.floor(Date.now() / 1000);
    const tokens = await login();
    const keys = publishedKeys();
    const { payload, protectedHeader } = await jwtVerify(tokens.access_token, keys, {
      issuer: provider.issuer,
      audience: "dangjian-api",
    });
    expect(protectedHeader.alg).toBe("RS256");
    expect(payload).toMatchObject({ sub: "20230001", campus_id: "20230001", acr: "single-factor" });
    expect(Number(payload.auth_time)).toBeGreaterThanOrEqual(before);
    expect(Number(payload.exp) - Number(payload.iat)).toBe(15 * 60);
    expect(asText(decodeJwt(tokens.id_token))).toMatchObject({
      sub: "20230001",
      campus_id: "20230001",
      name: "王小明",
      aud: "dangjian-web",
      auth_time: payload.auth_time,
    });
  });

  it("open a JWT authorizer, the ID token does not", async () => {
    const { access_token, id_token } = await login();
    const authorizer = createJwtAuthorizer({
      issuer: provider.issuer,
      audience: ["dangjian-api"],
      identitySource: "$request.header.Authorization",
      now: Date.now,
    });
    const ask = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const request = { method: "GET", path: "/", rawQuery: "", headers, body: new Uint8Array(), sourceIp: "" };
      const route = { routeKey: "$default", integrationId: "", authorizerId: undefined, scopes: [] };
      return (await authorizer({ request, route })).kind;
    };
    expect(await ask(access_token)).toBe("allowed");
    expect(await ask(id_token)).toBe("unauthorized");
  });

  it("name a stronger login when one was asked for", async () => {
    const { access_token } = await login({ acr_values: "multi-factor", prompt: "login" });
    expect(decodeJwt(access_token).acr).toBe("multi-factor");
  });

  it("come anew for a refresh token, once, and a second use revokes them all", async () => {
    const first = await login();
    const second = (await (await refresh(first.refresh_token)).json()) as Record<string, string>;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token ?? "")).toMatchObject({
      aud: "dangjian-api",
      campus_id: "20230001",
      auth_time: decodeJwt(first.access_token).auth_time,
    });
    expect((await refresh(first.refresh_token)).status).toBe(400);
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  it("are of no use after revocation", async () => {
    const { refresh_token = "" } = await login();
    expect((await post("/token/revocation", { token: refresh_token, client_id: "dangjian-web" })).status).toBe(200);
    expect((await refresh(refresh_token)).status).toBe(400);
  });
});

describe("key rotation", () => {
  it("signs with the new key and keeps the old one published", async () => {
    const before = await login();
    await provider.rotateKeys();
    const after = await login();
    expect(decodeProtectedHeader(after.access_token).kid).not.toBe(decodeProtectedHeader(before.access_token).kid);
    expect(decodeProtectedHeader(after.id_token).kid).toBe(decodeProtectedHeader(after.access_token).kid);
    const keys = publishedKeys();
    for (const { access_token } of [before, after]) {
      await expect(jwtVerify(access_token, keys)).resolves.toBeDefined();
    }
  });
});

describe("authorization requests", () => {
  const authorize = (parameters: Record<string, string>) => {
    const url = new URL("/auth", provider.issuer);
    url.search = new URLSearchParams({
      client_id: "dangjian-web",
      response_type: "code",
      scope: "openid",
      redirect_uri: callback,
      ...parameters,
    }).toString();
    return fetch(url, { redirect: "manual" });
  };
  const challenge = { code_challenge: "a".repeat(43), code_challenge_method: "S256" };

  it.each([
    ["without PKCE", {}],
    ["with a plain challenge", { code_challenge: "a".repeat(43), code_challenge_method: "plain" }],
    ["of the implicit flow", { ...challenge, response_type: "id_token token", nonce: "n" }],
  ])("%s are sent back with an error", async (_, parameters) => {
    const location = (await authorize(parameters)).headers.get("location") ?? "";
    expect(location).toMatch(/error=(invalid_request|unsupported_response_type|unauthorized_client)/);
  });

  it.each(["https://evil.example/cb", `${applicationOrigin}/auth/callback/../x`, `${applicationOrigin}/other`])(
    "to %s stay here",
    async (redirect_uri) => {
      const response = await authorize({ ...challenge, redirect_uri });
      expect(response.status).toBe(400);
      expect(response.headers.get("location")).toBeNull();
      expect(await response.text()).toContain("无法完成登录");
    },
  );
});

describe("sessions", () => {
  it("log in again without a question, except for prompt=login and max_age", async () => {
    const browser = new Browser(provider.issuer, applicationOrigin);
    expect(await browser.authorize()).toBe("login page");
    await browser.pick("20230001");
    expect(await browser.authorize()).toBe("code");
    expect(await browser.authorize({ prompt: "login" })).toBe("login page");
    expect(browser.page).toContain("请再次确认身份");
    expect(await browser.authorize({ max_age: "0" })).toBe("login page");
    expect(await browser.authorize({ max_age: "3600" })).toBe("code");
  });

  it("survive a restart, as do grants and keys", async () => {
    await provider.close();
    const port = await freePort();
    provider = await start(port);
    const browser = new Browser(provider.issuer, applicationOrigin);
    await browser.authorize();
    await browser.pick("20230001");
    const tokens = await login();
    await provider.close();
    provider = await start(port);
    expect(await browser.authorize()).toBe("code");
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
    const keys = publishedKeys();
    await expect(jwtVerify(tokens.access_token, keys)).resolves.toBeDefined();
  });

  it("end with the logout, and so do their refresh tokens", async () => {
    const browser = new Browser(provider.issuer, applicationOrigin);
    await browser.authorize();
    const tokens = await browser.pick("20230001");
    const location = await browser.logOut(tokens.id_token, `${applicationOrigin}/`);
    expect(location).toMatch(new RegExp(`^${applicationOrigin}/`));
    expect(await browser.authorize()).toBe("login page");
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
  });
});

describe("login page", () => {
  const open = async () => {
    const browser = new Browser(provider.issuer, applicationOrigin);
    await browser.authorize();
    return browser;
  };

  it("offers the accounts of a group by name, role and organisation, escaped", async () => {
    const { page } = await open();
    expect(page).toContain("支部党员");
    expect(page).toContain("王小明");
    expect(page).toContain("党员 · 计算机学院&lt;学生&gt;第一党支部");
    expect(page).not.toContain("李静");
  });

  it("logs in an account that is not listed", async () => {
    const { access_token } = await fetchToken({ issuer: provider.issuer, account: "20230002", applicationOrigin });
    expect(decodeJwt(access_token).sub).toBe("20230002");
  });

  it("says so when there is no such account", async () => {
    const browser = await open();
    await expect(browser.pick('nobody"><b>')).rejects.toThrow("400");
    expect(browser.page).toContain("没有学工号为“nobody&quot;&gt;&lt;b&gt;”的账号");
    const unknown = fetchToken({ issuer: provider.issuer, account: "nobody", applicationOrigin });
    await expect(unknown).rejects.toMatchObject({ name: "UnknownAccountError" });
  });

  it("has no script, loads nothing and cannot be framed", async () => {
    const browser = await open();
    expect(browser.page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect(browser.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(browser.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(browser.headers.get("cache-control")).toBe("no-store");
    expect(browser.headers.get("referrer-policy")).toBe("same-origin");
  });

  it("refuses a form from another origin, and a login without its cookie", async () => {
    const browser = await open();
    await expect(browser.pick("20230001", "https://evil.example")).rejects.toThrow("403");
    expect((await fetch(browser.location, { method: "POST", body: "account=20230001" })).status).toBe(400);
  });
});

describe("cross-origin requests", () => {
  it("are open to the application only", async () => {
    const { refresh_token = "" } = await login();
    const ask = (origin: string) =>
      fetch(new URL("/token", provider.issuer), {
        method: "POST",
        headers: { origin },
        body: new URLSearchParams({ grant_type: "refresh_token", client_id: "dangjian-web", refresh_token }),
      });
    const foreign = await ask("https://evil.example");
    expect([foreign.status, foreign.headers.get("access-control-allow-origin")]).toEqual([400, null]);
    expect((await ask(applicationOrigin)).headers.get("access-control-allow-origin")).toBe(applicationOrigin);
  });
});
