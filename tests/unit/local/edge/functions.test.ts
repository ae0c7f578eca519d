import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EdgeHandler } from "../../../../local/ports.ts";
import { API_BEHAVIOR, BUCKET_BEHAVIOR, bodyOf, createEdgeFixture, request, startBucket } from "./edge-fixture.ts";

let bucket: Awaited<ReturnType<typeof startBucket>>;

beforeAll(async () => {
  bucket = await startBucket(new Map([["index.html", { body: "home", type: "text/html" }]]));
});
afterAll(() => bucket.close());

const api: EdgeHandler = async (message) => ({
  status: message.path === "/api/fail" ? 500 : 200,
  headers: { "set-cookie": ["s=1; Secure; HttpOnly", "t=2"], etag: "abc" },
  body: Buffer.from(JSON.stringify(message)),
});

async function deployWith(EventType: "viewer-request" | "viewer-response", FunctionCode: string) {
  const fixture = createEdgeFixture(bucket.endpoint, { api });
  const { attributes } = await fixture.provision("AWS::CloudFront::Function", {
    Name: "rewrite",
    AutoPublish: true,
    FunctionCode,
    FunctionConfig: { Comment: "", Runtime: "cloudfront-js-2.0" },
  });
  const FunctionAssociations = [{ EventType, FunctionARN: attributes?.FunctionARN }];
  const handler = await fixture.deploy({
    DefaultCacheBehavior: { ...BUCKET_BEHAVIOR, FunctionAssociations },
    CacheBehaviors: [{ ...API_BEHAVIOR, FunctionAssociations }],
  });
  return { handler, lines: fixture.lines };
}

describe("viewer-request functions", () => {
  it("rewrite the path of an application route to its page", async () => {
    const { handler } = await deployWith(
      "viewer-request",
      `function handler(event) {
         if (!event.request.uri.includes(".")) event.request.uri = "/index.html";
         return event.request;
       }`,
    );
    expect(bodyOf(await handler(request("GET", "/members/42")))).toBe("home");
  });

  it("see query, headers and cookies in the documented shape and may change them", async () => {
    const { handler, lines } = await deployWith(
      "viewer-request",
      `async function handler(event) {
         console.log(JSON.stringify(event));
         delete event.request.querystring.drop;
         event.request.headers["x-added"] = { value: "yes" };
         event.request.cookies.extra = { value: "3" };
         return event.request;
       }`,
    );
    const response = await handler(request("GET", "/api/x?a=1&a=2&drop=1&e", { cookie: "s=1" }));
    expect(JSON.parse(lines[0]?.text ?? "")).toMatchObject({
      version: "1.0",
      context: { eventType: "viewer-request", requestId: expect.any(String), distributionId: expect.any(String) },
      viewer: { ip: "127.0.0.1" },
      request: {
        method: "GET",
        uri: "/api/x",
        querystring: {
          a: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] },
          drop: { value: "1" },
          e: { value: "" },
        },
        headers: { host: { value: "app.example" } },
        cookies: { s: { value: "1" } },
      },
    });
    expect(JSON.parse(bodyOf(response))).toMatchObject({
      rawQuery: "a=1&a=2&e=",
      headers: { "x-added": "yes", cookie: "s=1; extra=3" },
    });
  });

  it("answer in place of the origin", async () => {
    const { handler } = await deployWith(
      "viewer-request",
      `function handler() { return { statusCode: 302, headers: { location: { value: "/m/" } } }; }`,
    );
    const response = await handler(request("GET", "/"));
    expect([response.status, response.headers.location]).toEqual([302, "/m/"]);
  });
});

describe("viewer-response functions", () => {
  it("replace status, headers and body without having seen the body", async () => {
    const { handler, lines } = await deployWith(
      "viewer-response",
      `function handler(event) {
         console.log(JSON.stringify(event.response));
         const response = event.response;
         response.statusCode = 202;
         response.body = { encoding: "text", data: "queued" };
         delete response.headers.etag;
         return response;
       }`,
    );
    const response = await handler(request("POST", "/api/x"));
    expect([response.status, bodyOf(response)]).toEqual([202, "queued"]);
    expect(response.headers).toMatchObject({ "set-cookie": ["s=1; Secure; HttpOnly", "t=2"] });
    expect(response.headers).not.toHaveProperty("etag");
    expect(JSON.parse(lines[0]?.text ?? "")).toEqual({
      statusCode: 200,
      statusDescription: "OK",
      headers: { etag: { value: "abc" } },
      cookies: { s: { value: "1", attributes: "Secure; HttpOnly" }, t: { value: "2" } },
    });
  });

  it("keep the body that they do not replace", async () => {
    const { handler } = await deployWith("viewer-response", "function handler(event) { return event.response; }");
    expect(bodyOf(await handler(request("GET", "/")))).toBe("home");
  });

  it("do not run when the origin fails", async () => {
    const { handler } = await deployWith("viewer-response", "function handler() { return { statusCode: 200 }; }");
    expect((await handler(request("GET", "/api/fail"))).status).toBe(500);
  });
});

describe("functions that go wrong", () => {
  it.each([
    ["throws", "function handler() { throw new Error('oops'); }", 503],
    ["never ends", "function handler() { for (;;) {} }", 503],
    ["evaluates text", "function handler() { return eval('1'); }", 503],
    ["needs a module that is not there", "function handler() { require('fs'); }", 503],
    ["returns nothing", "function handler() {}", 502],
    ["returns nonsense", "function handler() { return { uri: 5 }; }", 502],
    ["changes the host", "function handler(e) { e.request.headers.host = { value: 'x' }; return e.request; }", 502],
  ])("one that %s gives the viewer an error", async (_, code, status) => {
    const { handler } = await deployWith("viewer-request", code);
    expect((await handler(request("GET", "/"))).status).toBe(status);
  });

  it("keep no state from call to call", async () => {
    const { handler } = await deployWith(
      "viewer-request",
      "let calls = 0; function handler() { calls += 1; return { statusCode: 200, body: String(calls) }; }",
    );
    await handler(request("GET", "/"));
    expect(bodyOf(await handler(request("GET", "/")))).toBe("1");
  });

  it.each([
    ["a syntax error", "function handler( {", /Unexpected/],
    ["more than 10 KB", `// ${"x".repeat(10_240)}`, /10 KB/],
  ])("are refused with %s", async (_, code, message) => {
    await expect(deployWith("viewer-request", code)).rejects.toThrow(message);
  });
});
